// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.store.Act;
import argine.store.ActFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalFileTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    @TempDir Path folder;

    private Refusals open() throws IOException {
        return RefusalFile.open(folder.resolve("refusals"), new Random(1));
    }

    private static Refusal note(Refusals refusals, String subject, String text, Instant at) {
        return refusals.note(
                "sender",
                "reject",
                subject,
                text,
                at,
                () ->
                        new Refusal(
                                "",
                                "sender",
                                "reject",
                                subject,
                                List.of(text),
                                at,
                                at,
                                1,
                                List.of(),
                                List.of()));
    }

    @Test
    void whatTheDiskDidNotTakeIsWrittenNextTime() throws IOException {
        List<Refusal> latest;
        try (Refusals refusals = open()) {
            note(refusals, "rossi@corp.test", "one", NOW);
            Thread.currentThread().interrupt(); // the file takes nothing then
            assertThrows(IOException.class, () -> refusals.flush(NOW));
            assertTrue(Thread.interrupted());
            note(refusals, "bianchi@corp.test", "two", NOW);
            refusals.flush(NOW);
            latest = refusals.latest(10);
            assertEquals(2, latest.size());
        }
        try (Refusals refusals = open()) {
            assertEquals(latest, refusals.latest(10));
        }
    }

    @Test
    void whatIsOldIsForgottenAndNothingIsWrittenWhereNothingChanged() throws IOException {
        try (Refusals refusals = open()) {
            note(refusals, "rossi@corp.test", "one", NOW);
            refusals.flush(NOW);
            long size = Files.size(folder.resolve("refusals"));
            Instant later = NOW.plus(Duration.ofDays(15));
            refusals.flush(later);
            assertEquals(List.of(), refusals.latest(10));
            assertEquals(size, Files.size(folder.resolve("refusals")));
        }
    }

    @Test
    void aLineOfAnEarlierVersionIsReadWithItsOneText() throws IOException {
        Refusal expected;
        try (Refusals refusals = open()) {
            expected = note(refusals, "rossi@corp.test", "one", NOW);
        }
        ActFile.Opened file = ActFile.open(folder.resolve("refusals"), _ -> {});
        file.file()
                .append(
                        new Act("reject", NOW)
                                .with("code", expected.code())
                                .with("rule", "sender")
                                .with("subject", "rossi@corp.test")
                                .with("text", "one")
                                .with("first", NOW.toString())
                                .with("times", 1)
                                .with("counters", List.of())
                                .with("messages", List.of()));
        file.file().close();
        try (Refusals refusals = open()) {
            assertEquals(List.of(expected), refusals.latest(10));
        }
    }
}
