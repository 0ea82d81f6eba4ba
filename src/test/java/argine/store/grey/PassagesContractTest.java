// SPDX-License-Identifier: Apache-2.0
package argine.store.grey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every place where passages are kept must hold, whatever keeps them. */
class PassagesContractTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Passage NEW = Passage.begun("203.0.113|ext.test|rossi@corp.test", NOW);
    private static final Passage KNOWN = NEW.passed(NOW.plusSeconds(600));

    @TempDir Path folder;

    /** Opens what was kept in a folder before, also by one that was never closed. */
    interface Kind {
        Passages open(Path folder) throws IOException;
    }

    static Stream<Kind> kinds() {
        return Stream.of(in -> PassageFile.open(in.resolve("greylist")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoNeverCameIsNotKnown(Kind kind) throws IOException {
        try (Passages passages = kind.open(folder)) {
            assertEquals(Optional.empty(), passages.of(NEW.key()));
            assertEquals(0, passages.size());
            assertEquals(List.of(), passages.remarks());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theLatestPassageOfAKeyIsTheOneThatCounts(Kind kind) throws IOException {
        try (Passages passages = kind.open(folder)) {
            passages.put(NEW);
            assertEquals(Optional.of(NEW), passages.of(NEW.key()));
            passages.put(KNOWN);
            assertEquals(Optional.of(KNOWN), passages.of(NEW.key()));
            assertEquals(1, passages.size());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasFlushedIsThereAgainAfterTheProcessWasKilled(Kind kind) throws IOException {
        Passage hostile = Passage.begun("\u0085\u202e\ud83d\udca9\"\\\u0001\n", NOW);
        Passages killed = kind.open(folder);
        killed.put(NEW);
        killed.put(hostile);
        killed.flush();
        killed.put(KNOWN);
        killed.flush();
        try (Passages passages = kind.open(folder)) {
            assertEquals(Optional.of(KNOWN), passages.of(NEW.key()));
            assertEquals(Optional.of(hostile), passages.of(hostile.key()));
            assertEquals(2, passages.size());
            assertEquals(List.of(), passages.remarks());
        }
        killed.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsForgottenIsGoneAndNothingElse(Kind kind) throws IOException {
        Passage other = Passage.begun("198.51.100|ext.test|rossi@corp.test", NOW);
        try (Passages passages = kind.open(folder)) {
            passages.put(KNOWN);
            passages.put(other);
            passages.forget(one -> !one.isKnown());
            assertEquals(Optional.of(KNOWN), passages.of(KNOWN.key()));
            assertEquals(Optional.empty(), passages.of(other.key()));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFloodOfNewcomersPushesOutNobodyWhoIsKnown(Kind kind) throws IOException {
        int flood = 250_000;
        try (Passages passages = kind.open(folder)) {
            passages.put(KNOWN);
            for (int i = 0; i < flood; i++) {
                passages.put(Passage.begun("flood" + i, NOW.plusSeconds(i)));
            }
            assertEquals(Optional.of(KNOWN), passages.of(KNOWN.key()));
            assertTrue(passages.size() < flood);
            assertTrue(passages.of("flood" + (flood - 1)).isPresent());
        }
    }
}
