// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every place where refusals are kept must hold, whatever keeps them. */
class RefusalsContractTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;

    /** Opens what was kept in a folder before, also by one that was never closed. */
    interface Kind {
        Refusals open(Path folder) throws IOException;
    }

    static Stream<Kind> kinds() {
        return Stream.of(in -> RefusalFile.open(in.resolve("refusals"), new Random(1)));
    }

    private static Refusal note(Refusals refusals, String subject, Instant at) {
        return refusals.note(
                "sender", "reject", subject, "not yours", at, () -> story(subject, at));
    }

    private static Refusal story(String subject, Instant at) {
        return new Refusal(
                "",
                "sender",
                "reject",
                subject,
                List.of("not yours"),
                at,
                at,
                1,
                List.of("3 of 300"),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRefusalIsFoundByItsCodeAsPeopleTypeIt(Kind kind) throws IOException {
        try (Refusals refusals = kind.open(folder)) {
            Refusal one = note(refusals, ROSSI, NOW);
            assertTrue(one.code().matches("[0-9a-hjkmnp-tv-z]{4}"), one.code());
            String typed = " " + one.code().toUpperCase(Locale.ROOT) + "\n";
            assertEquals(Optional.of(one), refusals.of(typed));
            assertEquals(Optional.empty(), refusals.of("nope"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameMatterKeepsItsCodeWhileItComesUpAndAnotherHasAnother(Kind kind) throws IOException {
        try (Refusals refusals = kind.open(folder)) {
            Refusal first = note(refusals, ROSSI, NOW);
            Refusal again = note(refusals, ROSSI, NOW.plusSeconds(60));
            Refusal other = note(refusals, "bianchi@corp.test", NOW.plusSeconds(61));
            Refusal muchLater = note(refusals, ROSSI, NOW.plus(Duration.ofHours(3)));
            assertEquals(first.code(), again.code());
            assertEquals(2, again.times());
            assertNotEquals(first.code(), other.code());
            assertNotEquals(first.code(), muchLater.code());
            assertEquals(List.of(muchLater, other), refusals.latest(2));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasFlushedIsThereAgainAfterTheProcessWasKilledUntilItIsOld(Kind kind)
            throws IOException {
        Refusals killed = kind.open(folder);
        Refusal one = note(killed, ROSSI, NOW);
        killed.flush(NOW);
        try (Refusals refusals = kind.open(folder)) {
            assertEquals(Optional.of(one), refusals.of(one.code()));
            assertEquals(List.of(), refusals.remarks());
            refusals.flush(NOW.plus(Duration.ofDays(60)));
            assertEquals(List.of(), refusals.latest(10));
        }
        killed.close();
    }
}
