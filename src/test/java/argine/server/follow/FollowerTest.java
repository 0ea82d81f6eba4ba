// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    private static final int ROTATIONS = 100;
    private static final int STARTS = 25;
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir Path folder;
    private final List<String> past = new ArrayList<>();
    private final List<String> live = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private Instant now = START;
    private WrittenLog log;
    private Follower follower;

    /** Keeps what it is told. */
    private final class Kept implements Follower.Sink {
        @Override
        public void past(MailEvent event) {
            past.add(((MailEvent.Removed) event).queueId().text());
        }

        @Override
        public void live(MailEvent event) {
            live.add(((MailEvent.Removed) event).queueId().text());
        }
    }

    @BeforeEach
    void begin() throws IOException {
        log = new WrittenLog(folder.resolve("mail.log"));
        start();
    }

    @AfterEach
    void end() throws IOException {
        follower.close();
        log.close();
    }

    private void start() throws IOException {
        follower = follower(log.path);
        follower.begin();
    }

    private Follower follower(Path path) {
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        return new Follower(
                new Follower.Wanted(
                        List.of(path), List.of(), folder.resolve("position"), Instant.EPOCH),
                Servers.readers(),
                clock,
                new Kept(),
                trouble::add);
    }

    private void readAll() {
        boolean more = true;
        while (more) {
            more = follower.step();
        }
    }

    private void restart() throws IOException {
        follower.close();
        past.clear();
        start();
    }

    @Test
    void whatStoodInTheLogIsThePastAndWhatComesIsNews() throws IOException {
        follower.close();
        log.write(3);
        Files.delete(folder.resolve("position"));
        start();
        log.write(2);
        readAll();
        assertEquals(log.written().subList(0, 3), past);
        assertEquals(log.written().subList(3, 5), live);
    }

    @Test
    void aLineIsTakenWhenItIsFinished() throws IOException {
        String line = log.line();
        log.raw(line.substring(0, 40));
        readAll();
        assertEquals(List.of(), live);
        log.raw(line.substring(40));
        readAll();
        assertEquals(log.written(), live);
    }

    @Test
    void aFileMayComeLater() throws IOException {
        follower.close();
        Path later = folder.resolve("later.log");
        follower = follower(later);
        follower.begin();
        readAll();
        try (WrittenLog other = new WrittenLog(later)) {
            other.write(4);
            readAll();
            assertEquals(other.written(), live);
        }
        assertEquals(List.of(), trouble);
    }

    @Test
    void aLineOfEndlessLengthIsPassedOverInBoundedMemory() throws IOException {
        log.write(1);
        String much = "x".repeat(1 << 16);
        for (int i = 0; i < 64; i++) {
            log.raw(much);
            readAll();
        }
        log.raw("\n");
        log.write(1);
        readAll();
        assertEquals(log.written(), live);
    }

    @Test
    void zerosInPlaceOfWhatWasEmptiedAreNoLine() throws IOException {
        log.write(1);
        log.raw("\0".repeat(1 << 20));
        log.write(2);
        readAll();
        assertEquals(log.written(), live);
    }

    @Test
    void aHundredRenamesUnderLoadLoseNothingAndDoubleNothing() throws IOException {
        Random random = new Random(1);
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            load(random);
            log.rename();
            log.write(random.nextInt(5)); // its writer does not know yet
            if (random.nextBoolean()) {
                follower.step();
            }
            log.reopen();
            load(random);
            now = now.plusSeconds(random.nextInt(200));
        }
        readAll();
        assertSame();
    }

    @Test
    void aHundredRenamesAreFollowedThoughOldFilesArePackedAtOnce() throws IOException {
        Random random = new Random(3);
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            load(random);
            Path old = log.rename();
            log.write(random.nextInt(5));
            log.reopen();
            if (random.nextInt(3) > 0) {
                WrittenLog.packed(old);
            }
            load(random);
            now = now.plusSeconds(random.nextInt(200));
        }
        readAll();
        assertSame();
    }

    @Test
    void twoRenamesBetweenTwoLooksLoseNothing() throws IOException {
        log.write(5);
        readAll();
        for (int i = 0; i < 3; i++) {
            log.rename();
            log.reopen();
            log.write(7);
        }
        readAll();
        assertSame();
    }

    @Test
    void twoRenamesBetweenTwoLooksLoseNothingEvenIfPacked() throws IOException {
        start();
        log.write(100);
        readAll();
        for (int i = 0; i < 2; i++) {
            log.write(50 + i);
            Path old = log.rename();
            log.reopen();
            WrittenLog.packed(old);
        }
        log.write(100);
        readAll();
        assertSame();
    }

    @Test
    void aHundredCopiesAndEmptyingsLoseNothingThatIsInAnyFile() throws IOException {
        Random random = new Random(2);
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            load(random);
            log.copy();
            log.empty();
            if (random.nextBoolean()) {
                follower.step();
            }
            load(random);
        }
        readAll();
        assertSame();
    }

    @Test
    void whatIsWrittenBetweenCopyAndEmptyingIsReadWhenTheFollowerWasInTime() throws IOException {
        log.write(3);
        log.copy();
        log.write(2);
        readAll();
        log.empty();
        log.write(1);
        readAll();
        assertEquals(log.written(), live);
    }

    @Test
    void anEmptiedFileThatGrewBeyondTheOldPlaceIsReadFromItsStart() throws IOException {
        log.write(3);
        readAll();
        log.empty();
        log.write(50);
        readAll();
        assertEquals(log.written(), live);
    }

    @Test
    void startedAnewItGoesOnWhereItWasThroughRotationAndPacking() throws IOException {
        Random random = new Random(3);
        for (int rotation = 0; rotation < STARTS; rotation++) {
            load(random);
            follower.save();
            follower.close();
            log.write(random.nextInt(4));
            Path old = random.nextBoolean() ? log.rename() : log.copy();
            if (Files.exists(log.path)) {
                log.empty();
            } else {
                log.reopen();
            }
            if (random.nextBoolean()) {
                WrittenLog.packed(old);
            }
            log.write(random.nextInt(4));
            past.clear();
            start();
            readAll();
            now = now.plusSeconds(60);
        }
        assertSame();
    }

    @Test
    void theWholePastIsHandedOnAgainAtEveryStart() throws IOException {
        log.write(4);
        readAll();
        log.rename();
        log.reopen();
        log.write(3);
        readAll();
        follower.save();
        restart();
        assertEquals(log.written(), past);
        log.write(2);
        readAll();
        assertSame();
    }

    @Test
    void killedItDoublesOnlyWhatItHadNotSaved() throws IOException {
        log.write(4);
        readAll();
        follower.save();
        log.write(3);
        readAll();
        restart();
        readAll();
        List<String> all = new ArrayList<>(log.written());
        all.addAll(log.written().subList(4, 7));
        assertEquals(all, live);
    }

    @Test
    void aDamagedPositionMakesThePastOfWhatIsThere() throws IOException {
        log.write(4);
        readAll();
        follower.save();
        Files.writeString(folder.resolve("position"), "sum 5\n");
        restart();
        readAll();
        assertEquals(log.written(), past);
        assertEquals(log.written(), live);
    }

    @Test
    void aRenamedFileIsClosedWhenItsWriterMustKnow() throws IOException {
        log.write(1);
        readAll();
        log.rename();
        log.reopen();
        readAll();
        now = now.plus(Duration.ofMinutes(3));
        readAll();
        follower.save();
        assertTrue(Files.size(folder.resolve("position")) < 2000);
        restart();
        assertEquals(log.written(), past);
    }

    private void load(Random random) throws IOException {
        for (int i = random.nextInt(6); i > 0; i--) {
            String line = log.line();
            int half = random.nextInt(line.length());
            log.raw(line.substring(0, half));
            if (random.nextInt(3) == 0) {
                follower.step();
            }
            log.raw(line.substring(half));
            log.write(random.nextInt(30));
            if (random.nextInt(3) == 0) {
                follower.step();
            }
        }
    }

    private void assertSame() {
        List<String> lost = new ArrayList<>(log.written());
        lost.removeAll(new HashSet<>(live));
        List<String> doubled = new ArrayList<>(live);
        new HashSet<>(live).forEach(doubled::remove);
        assertEquals("lost: [], doubled: []", "lost: " + lost + ", doubled: " + doubled);
        assertEquals(List.of(), trouble);
    }
}
