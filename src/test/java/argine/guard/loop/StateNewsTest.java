// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.State;
import argine.guard.State.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateNewsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-26T03:12:00Z");

    @TempDir Path folder;
    private StateNews news;
    private final List<String> told = new ArrayList<>();
    private Instant now = BEGIN;

    @BeforeEach
    void start() {
        news = new StateNews(folder.resolve("state-told"));
    }

    private void is(Kind kind, Duration time) {
        State state = new State(kind, now, kind == Kind.ENFORCING ? "" : "full\ndisk");
        Instant end = now.plus(time);
        for (; now.isBefore(end); now = now.plusMillis(500)) {
            news.look(state, now)
                    .ifPresent(
                            letter ->
                                    told.add(
                                            Duration.between(BEGIN, letter.at()).toMinutes()
                                                    + " "
                                                    + letter.before().word()
                                                    + " "
                                                    + letter.now().kind().word()));
        }
    }

    @Test
    void aRestartAloneIsNoNews() {
        is(Kind.PASSING, Duration.ofMinutes(20));
        for (int i = 0; i < 3; i++) {
            start();
            is(Kind.PASSING, Duration.ofMinutes(20));
        }
        start();
        is(Kind.ENFORCING, Duration.ofMinutes(20));
        start();
        is(Kind.ENFORCING, Duration.ofMinutes(20));
        assertEquals(List.of("0 enforcing passing", "80 passing enforcing"), told);
    }

    @Test
    void aDamagedFileIsNone() throws IOException {
        Files.writeString(folder.resolve("state-told"), "pass\u0000ing");
        start();
        is(Kind.PASSING, Duration.ofMinutes(1));
        assertEquals(List.of("0 enforcing passing"), told);
        Files.delete(folder.resolve("state-told"));
        Files.createDirectory(folder.resolve("state-told"));
        start();
        is(Kind.PASSING, Duration.ofMinutes(1));
        assertEquals(List.of("0 enforcing passing", "1 enforcing passing"), told);
    }

    @Test
    void eachChangeIsToldOnce() {
        is(Kind.ENFORCING, Duration.ofMinutes(1));
        is(Kind.LOCAL_ONLY, Duration.ofHours(1));
        is(Kind.PASSING, Duration.ofHours(9));
        is(Kind.ENFORCING, Duration.ofHours(1));
        assertEquals(
                List.of("1 enforcing local-only", "61 local-only passing", "601 passing enforcing"),
                told);
    }

    @Test
    void whatEndsSoonIsStillToldBothWays() {
        is(Kind.PASSING, Duration.ofMinutes(1));
        is(Kind.ENFORCING, Duration.ofHours(1));
        assertEquals(List.of("0 enforcing passing", "10 passing enforcing"), told);
    }

    @Test
    void whatComesAndGoesIsNoFlood() {
        for (int i = 0; i < 300; i++) {
            is(Kind.PASSING, Duration.ofMinutes(1));
            is(Kind.ENFORCING, Duration.ofMinutes(1));
        }
        assertEquals(true, told.size() <= 2 * 60, told.toString());
        is(Kind.ENFORCING, Duration.ofMinutes(20));
        assertEquals("passing enforcing", told.getLast().replaceFirst("\\d+ ", ""));
    }

    @Test
    void whatGetsWorseIsToldAtOnceAlsoAfterALesserTrouble() {
        is(Kind.LOCAL_ONLY, Duration.ofMinutes(1));
        is(Kind.PASSING, Duration.ofMinutes(1));
        assertEquals(List.of("0 enforcing local-only", "1 local-only passing"), told);
    }

    @Test
    void aClockThatIsPutBackKeepsNothingSecret() {
        is(Kind.PASSING, Duration.ofMinutes(1));
        now = BEGIN.minus(Duration.ofDays(1));
        is(Kind.ENFORCING, Duration.ofMinutes(1));
        assertEquals(List.of("0 enforcing passing", "-1440 passing enforcing"), told);
    }

    @Test
    void aLetterSaysSinceWhenAndWhyInOneLine() {
        State state = new State(Kind.PASSING, BEGIN, "a request could not be decided: a\r\nb");
        StateLetter letter = new StateLetter(BEGIN, Kind.ENFORCING, state);
        assertEquals("the guard is passing since 2026-11-26T03:12:00Z", letter.subject());
        assertEquals(
                "PASSING since 2026-11-26T03:12:00Z: a request could not be decided: a b",
                letter.text().lines().findFirst().orElseThrow());
        assertEquals(
                "{\"at\":\"2026-11-26T03:12:00Z\",\"event\":\"state\",\"before\":\"enforcing\","
                        + "\"state\":\"passing\",\"since\":\"2026-11-26T03:12:00Z\","
                        + "\"why\":\"a request could not be decided: a b\"}",
                letter.json());
    }
}
