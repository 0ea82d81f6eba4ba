// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueueId;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QueueRecordsTest {
    private static final Path CORPUS = Path.of("src/test/corpus/postfix/queue");

    @Test
    void pointersAreFollowedAndPaddingIsPassedOver() throws IOException {
        byte[] file =
                new Records()
                        .add('p', "%4d".formatted(15))
                        .add('S', "old")
                        .add('w', "..")
                        .add('S', "new")
                        .add('p', "0")
                        .add('E', "")
                        .bytes();
        assertEquals(List.of("Snew", "E"), all(file));
    }

    @Test
    void aRecordMayBeLongerThanWhatIsReadAtOnce() throws IOException {
        String text = "x".repeat(QueueRecords.MAX_LENGTH);
        byte[] file = new Records().add('N', text).add('N', text).add('E', "").bytes();
        QueueRecords records = new QueueRecords();
        records.open(Records.in(file));
        assertTrue(records.next() && records.length() == QueueRecords.MAX_LENGTH);
        assertTrue(records.next() && records.next() && records.type() == 'E');
    }

    @Test
    void aRecordBeyondTheBoundIsDamage() {
        byte[] file = new Records().add('N', "x".repeat(QueueRecords.MAX_LENGTH + 1)).bytes();
        assertThrows(DamagedQueueFile.class, () -> all(file));
    }

    @Test
    void pointersThatLeadInACircleEnd() {
        byte[] toItself = new Records().add('N', "").add('p', "2").bytes();
        byte[] toEachOther =
                new Records().add('N', "").add('p', "06").add('N', "abc").add('p', "2").bytes();
        for (byte[] file : List.of(toItself, toEachOther)) {
            DamagedQueueFile damage = assertThrows(DamagedQueueFile.class, () -> all(file));
            assertEquals("pointers lead in a circle", damage.getMessage());
        }
    }

    @Test
    void endlessRecordsEnd() {
        QueueRecords.Bytes endless =
                (into, _) -> {
                    int count = into.remaining();
                    while (into.hasRemaining()) {
                        into.put((byte) (into.position() % 2 == 0 ? 'N' : 0));
                    }
                    return count;
                };
        QueueRecords records = new QueueRecords();
        records.open(endless);
        assertThrows(DamagedQueueFile.class, () -> count(records));
    }

    @Test
    void lengthsThatGoOnAndOnAreDamage() {
        byte[] file = new byte[10_000];
        Arrays.fill(file, (byte) 0xFF);
        file[0] = 'N';
        assertThrows(DamagedQueueFile.class, () -> all(file));
    }

    @Test
    void numbersAreReadOrRefused() throws IOException {
        byte[] file =
                new Records()
                        .add('C', "%15d %15d".formatted(12, 999_999_999_999_999L))
                        .add('C', "1234567890123456 -1 x 5x")
                        .bytes();
        QueueRecords records = new QueueRecords();
        records.open(Records.in(file));
        assertTrue(records.next());
        assertEquals(12, records.number(0));
        assertEquals(999_999_999_999_999L, records.number(1));
        assertEquals(-1, records.number(2));
        assertTrue(records.next());
        assertEquals(-1, records.number(0));
        assertEquals(-1, records.number(1));
    }

    @Test
    void aRealFileCutAtAnyByteIsReadOrDamaged() throws IOException {
        for (Path path : realFiles()) {
            byte[] file = Files.readAllBytes(path);
            for (int length = 0; length <= file.length; length++) {
                readOrDamaged(Arrays.copyOf(file, length));
            }
        }
    }

    @Test
    void aRealFileWithAnyByteChangedIsReadOrDamaged() throws IOException {
        Random random = new Random(42);
        for (Path path : realFiles()) {
            byte[] file = Files.readAllBytes(path);
            for (int i = 0; i < file.length; i++) {
                byte[] changed = file.clone();
                changed[i] = (byte) random.nextInt(256);
                readOrDamaged(changed);
                changed[random.nextInt(file.length)] = (byte) random.nextInt(256);
                readOrDamaged(changed);
            }
        }
    }

    @Test
    void noiseIsReadOrDamaged() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            readOrDamaged(noise);
        }
    }

    /** Whatever a file holds, reading it ends, with a message or a reason, and reads little. */
    static void readOrDamaged(byte[] file) {
        for (Content content : Content.values()) {
            AtomicLong read = new AtomicLong();
            QueueRecords.Bytes bytes =
                    (into, from) -> {
                        int count = Records.in(file).read(into, from);
                        read.addAndGet(Math.max(count, 0));
                        return count;
                    };
            try {
                QueueId id = new QueueId("ABCDEF");
                new QueueFile(content).read(id, Place.HOLD, "a file", file.length, bytes);
            } catch (DamagedQueueFile _) {
                assertTrue(read.get() <= QueueRecords.MAX_BYTES + QueueRecords.MAX_LENGTH);
            } catch (IOException e) {
                throw new AssertionError("neither read nor damaged", e);
            }
        }
    }

    private static List<Path> realFiles() {
        return List.of(
                CORPUS.resolve("hold/B81212828C5"), CORPUS.resolve("deferred/3/3A259282AE4"));
    }

    private static List<String> all(byte[] file) throws IOException {
        QueueRecords records = new QueueRecords();
        records.open(Records.in(file));
        List<String> all = new ArrayList<>();
        while (records.next()) {
            all.add(records.type() + records.text());
        }
        return all;
    }

    private static long count(QueueRecords records) throws IOException {
        long count = 0;
        while (records.next()) {
            count++;
        }
        return count;
    }
}
