// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ReceiptId RECEIPT = new ReceiptId("2026-11-24.1");

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    private static Act act(int number) {
        return new Act("plan", NOON)
                .with("no", number)
                .with("sender", "winner@lottery.test")
                .with("recipients", List.of("a@example.org", "b@example.org"));
    }

    private void write(Act... acts) throws IOException {
        try (Journal journal =
                Files.exists(file())
                        ? Journal.reopen(RECEIPT, file())
                        : Journal.create(RECEIPT, file())) {
            for (Act act : acts) {
                journal.append(act);
            }
            journal.sync();
        }
    }

    private List<Act> read(long damaged) throws IOException {
        List<Act> acts = new ArrayList<>();
        assertEquals(damaged, Journal.read(file(), acts::add).damaged());
        return acts;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        write(act(1), act(2));
        write(act(3));
        assertEquals(List.of(act(1), act(2), act(3)), read(0));
        assertEquals(Optional.of(act(3)), Journal.last(file()));
    }

    @Test
    void itsFirstLineIsReadAlone() throws IOException {
        write(act(1), act(2));
        assertEquals(Optional.of(act(1)), Journal.first(file()));
        Files.writeString(file(), "x\n" + Files.readString(file()));
        assertEquals(Optional.empty(), Journal.first(file()));
    }

    @Test
    void twoWritersOverwriteNothingOfEachOther() throws IOException {
        write(act(1));
        try (Journal one = Journal.reopen(RECEIPT, file());
                Journal other = Journal.reopen(RECEIPT, file())) {
            one.append(act(2));
            one.sync();
            other.append(act(3));
            other.sync();
        }
        assertEquals(List.of(act(1), act(2), act(3)), read(0));
    }

    @Test
    void aLineIsJsonThatPeopleCanRead() throws IOException {
        write(new Act("held", NOON).with("no", 7).with("id", "3D073197AD0"));
        assertEquals(
                "{\"act\":\"held\",\"at\":\"2026-11-24T12:00:00Z\",\"no\":7,\"id\":\"3D073197AD0\","
                        + "\"sum\":\"03455c97\"}\n",
                Files.readString(file()));
    }

    @Test
    void whatStrangersWroteCannotCommandTheTerminal() throws IOException {
        Act hostile = new Act("plan", NOON).with("sender", "a\u001b[2J\n\u202e\"\\\u00fc@x");
        write(hostile);
        assertTrue(Files.readString(file()).contains("a\\u001b[2J\\u000a\\u202e\\\"\\\\\u00fc@x"));
        assertEquals(List.of(hostile), read(0));
    }

    @Test
    void aTornEndIsPassedOverAndHarmsNothingBehindIt() throws IOException {
        write(act(1), act(2));
        byte[] whole = Files.readAllBytes(file());
        for (int length = whole.length - 1; length > whole.length / 2; length--) {
            Files.write(file(), Arrays.copyOf(whole, length));
            boolean onlyTheLineEndIsMissing = length == whole.length - 1;
            assertEquals(Optional.of(act(onlyTheLineEndIsMissing ? 2 : 1)), Journal.last(file()));
            write(act(3));
            assertEquals(
                    onlyTheLineEndIsMissing
                            ? List.of(act(1), act(2), act(3))
                            : List.of(act(1), act(3)),
                    read(onlyTheLineEndIsMissing ? 0 : 1));
        }
    }

    @Test
    void anyChangedByteIsNoticed() throws IOException {
        write(act(1));
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length - 1; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file(), changed);
            assertEquals(List.of(), read(changed[i] == '\n' ? 2 : 1), "byte " + i);
        }
    }

    @Test
    void anEndlessLineIsPassedOver() throws IOException {
        write(act(1));
        Files.write(file(), new byte[3 * Journal.MAX_LINE], StandardOpenOption.APPEND);
        assertEquals(Optional.empty(), Journal.last(file()));
        write(act(2));
        assertEquals(List.of(act(1), act(2)), read(1));
    }

    @Test
    void aLineThatCouldNotBeReadIsNotWritten() throws IOException {
        Act large = new Act("plan", NOON).with("sender", "x".repeat(Journal.MAX_LINE));
        try (Journal journal = Journal.create(RECEIPT, file())) {
            assertThrows(IOException.class, () -> journal.append(large));
        }
        assertEquals(List.of(), read(0));
    }

    @Test
    void aJournalIsNotBegunTwice() throws IOException {
        write(act(1));
        assertThrows(FileAlreadyExistsException.class, () -> Journal.create(RECEIPT, file()));
    }

    @Test
    void afterAFailureItTakesNoMoreLines() throws IOException {
        Journal journal = Journal.create(RECEIPT, file());
        journal.close();
        journal.append(act(1));
        assertThrows(IOException.class, journal::sync);
        assertThrows(IOException.class, () -> journal.append(act(2)));
    }
}
