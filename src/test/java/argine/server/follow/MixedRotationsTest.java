// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that is renamed one time and copied and emptied the next, between two looks and in the
 * middle of one: what is written happens while the follower hands on a line.
 */
class MixedRotationsTest {
    private static final int RUNS = 150;
    private static final int STEPS = 60;

    @TempDir Path folder;
    private final List<String> live = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private Act meanwhile = () -> {};
    private Act beforeLook = () -> {};
    private WrittenLog log;
    private Random random;

    /** Something that the writer of the log does. */
    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    /** Keeps what it is told, while the writer goes on. */
    private final class Kept implements Follower.Sink {
        @Override
        public void past(MailEvent event) {
            throw new IllegalStateException("nothing was there before");
        }

        @Override
        public void live(MailEvent event) {
            live.add(((MailEvent.Removed) event).queueId().text());
            Act now = meanwhile;
            meanwhile = () -> {};
            try {
                now.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** It is asked for the time before the folder is looked at, and the writer goes on then. */
    private final class Watched extends Clock {
        private final Path path;

        Watched(Path path) {
            this.path = path;
        }

        /** The very moment in which the folder changed, which calls for a look. */
        @Override
        public long millis() {
            try {
                long changed = Files.getLastModifiedTime(path.getParent()).toMillis();
                Act now = beforeLook;
                beforeLook = () -> {};
                now.run();
                return changed;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Follower follower(Path path) throws IOException {
        Follower follower =
                new Follower(
                        new Follower.Wanted(
                                List.of(path),
                                List.of(),
                                path.resolveSibling("position"),
                                Instant.EPOCH),
                        Servers.readers(),
                        new Watched(path),
                        new Kept(),
                        trouble::add);
        follower.begin();
        return follower;
    }

    private static void readAll(Follower follower) {
        for (int quiet = 0; quiet < 5; ) {
            quiet = follower.step() ? 0 : quiet + 1;
        }
    }

    @Test
    void whatIsEmptiedAndThenRenamedInTheMiddleOfALookIsReadFromItsCopyAndFromItself()
            throws IOException {
        log = new WrittenLog(folder.resolve("mail.log"));
        try (WrittenLog all = log;
                Follower follower = follower(all.path)) {
            all.write(3);
            meanwhile =
                    () -> {
                        all.write(2);
                        copied();
                        all.write(4);
                        renamed();
                        all.write(1);
                    };
            readAll(follower);
            assertEquals(all.written(), live.stream().sorted().toList());
        }
    }

    @Test
    void aCopyOfTheNextFileIsNotReadBesideThatFile() throws IOException {
        log = new WrittenLog(folder.resolve("mail.log"));
        try (WrittenLog all = log;
                Follower follower = follower(all.path)) {
            all.write(1);
            meanwhile =
                    () -> {
                        renamed();
                        all.write(2);
                        all.copy();
                    };
            readAll(follower);
            all.empty();
            all.write(1);
            readAll(follower);
            assertEquals(all.written(), live.stream().sorted().toList());
        }
    }

    @Test
    void aCopyOfTheNextFileIsNotReadBeforeThatFileIsOpen() throws IOException {
        log = new WrittenLog(folder.resolve("mail.log"));
        try (WrittenLog all = log;
                Follower follower = follower(all.path)) {
            all.write(1);
            beforeLook =
                    () -> {
                        renamed();
                        all.write(2);
                        all.copy();
                    };
            readAll(follower);
            all.empty();
            all.write(1);
            readAll(follower);
            assertEquals(all.written(), live.stream().sorted().toList());
        }
    }

    @Test
    void aCopyOfWhatWasWrittenAnewIsNotTakenForReadBeforeItIs() throws IOException {
        log = new WrittenLog(folder.resolve("mail.log"));
        try (WrittenLog all = log;
                Follower follower = follower(all.path)) {
            all.write(1);
            Act rotations =
                    () -> {
                        copied();
                        all.write(2);
                        all.copy();
                    };
            beforeLook = rotations;
            while (beforeLook.equals(rotations)) {
                follower.step();
            }
            all.empty();
            readAll(follower);
            assertEquals(all.written(), live.stream().sorted().toList());
        }
    }

    @Test
    void theFileThatIsStillWrittenIsReadOnBesideManyOthers() throws IOException {
        log = new WrittenLog(folder.resolve("mail.log"));
        try (WrittenLog all = log;
                Follower follower = follower(all.path)) {
            all.write(1);
            readAll(follower);
            for (int i = 0; i < 6; i++) {
                all.write(2);
                copied();
            }
            all.write(3);
            all.rename();
            Files.createFile(all.path); // by who rotates; the writer does not know yet
            readAll(follower);
            all.write(5);
            readAll(follower);
            assertEquals(all.written(), live.stream().sorted().toList());
        }
    }

    @Test
    void noMixOfRotationsLosesOrDoublesALine() throws IOException {
        for (int run = 0; run < RUNS; run++) {
            random = new Random(run);
            live.clear();
            meanwhile = () -> {};
            Path logs = Files.createDirectory(folder.resolve("run" + run));
            log = new WrittenLog(logs.resolve("mail.log"));
            try (WrittenLog all = log;
                    Follower follower = follower(all.path)) {
                for (int i = 0; i < STEPS; i++) {
                    act();
                    meanwhile = random.nextInt(3) == 0 ? this::act : meanwhile;
                    if (random.nextInt(4) == 0) {
                        follower.step();
                    }
                    if (i % 6 == 5) {
                        readAll(follower); // of the old files seven are kept
                    }
                }
                readAll(follower);
                assertEquals(all.written(), live.stream().sorted().toList(), "run " + run);
            }
        }
        assertEquals(List.of(), trouble);
    }

    private void act() throws IOException {
        switch (random.nextInt(5)) {
            case 0 -> copied();
            case 1 -> {
                log.rename();
                log.write(random.nextInt(3)); // its writer does not know yet
                log.reopen();
            }
            case 2 -> {
                String line = log.line();
                int half = random.nextInt(line.length());
                log.raw(line.substring(0, half));
                log.raw(line.substring(half));
            }
            default -> log.write(random.nextInt(40));
        }
    }

    private void copied() throws IOException {
        log.copy();
        log.empty();
    }

    private void renamed() throws IOException {
        log.rename();
        log.reopen();
    }
}
