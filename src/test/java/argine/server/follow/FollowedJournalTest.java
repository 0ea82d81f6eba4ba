// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program stands in for {@code journalctl}: it tells what a file holds, from a cursor on. */
class FollowedJournalTest {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final List<String> past = new ArrayList<>();
    private final List<String> live = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private int entries;
    private Follower follower;
    private Instant now = START;

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
    void journalctl() throws IOException {
        Path program = folder.resolve("journalctl");
        Files.writeString(
                program,
                """
                #!/usr/bin/python3
                import sys, time
                after = [a.split('=', 1)[1] for a in sys.argv if a.startswith('--after-cursor=')]
                follow = '--follow' in sys.argv
                told = not after
                with open('%s') as journal:
                    buffer = ''
                    while True:
                        line = journal.readline()
                        if not line:
                            if not follow:
                                break
                            time.sleep(0.01)
                            continue
                        buffer += line
                        if line != '\\n':
                            continue
                        if told:
                            sys.stdout.write(buffer)
                            sys.stdout.flush()
                            if 'die' in buffer:
                                break
                        told = told or after[0] in buffer
                        buffer = ''
                """
                        .formatted(folder.resolve("journal")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(folder.resolve("journal"));
    }

    @AfterEach
    void end() throws IOException {
        follower.close();
    }

    private String write(String more) throws IOException {
        String id = String.format(Locale.ROOT, "4A%07X", ++entries);
        String entry =
                """
                __CURSOR=s=1;i=%d;b=2;m=3;t=%x;x=4
                __REALTIME_TIMESTAMP=%d
                SYSLOG_IDENTIFIER=postfix/qmgr
                SYSLOG_PID=7
                _HOSTNAME=mx
                MESSAGE=%s: removed
                X=%s

                """
                        .formatted(entries, micros(), micros(), id, more);
        Files.writeString(
                folder.resolve("journal"), entry, java.nio.file.StandardOpenOption.APPEND);
        return id;
    }

    private long micros() {
        return START.getEpochSecond() * 1_000_000 + entries;
    }

    private void start() throws IOException {
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        follower =
                new Follower(
                        new Follower.Wanted(
                                List.of(),
                                List.of(folder.resolve("journalctl").toString()),
                                folder.resolve("position"),
                                Instant.EPOCH),
                        Servers.readers(),
                        clock,
                        new Kept(),
                        trouble::add);
        follower.begin();
    }

    private void untilThereAre(int events) {
        Instant end = Clock.systemUTC().instant().plus(PATIENCE);
        while (live.size() < events && Clock.systemUTC().instant().isBefore(end)) {
            now = now.plusSeconds(1);
            follower.step();
            Thread.onSpinWait();
        }
    }

    @Test
    void entriesAreHandedOnAsTheyComeAndOnlyOnceOverRestarts() throws IOException {
        List<String> first = List.of(write(""), write(""));
        start();
        assertEquals(first, past);
        List<String> news = new ArrayList<>(List.of(write(""), write("")));
        untilThereAre(2);
        assertEquals(news, live);
        follower.save();
        follower.close();
        news.add(write(""));
        past.clear();
        start();
        assertEquals(List.of(first.get(0), first.get(1), news.get(0), news.get(1)), past);
        news.add(write(""));
        untilThereAre(4);
        assertEquals(news, live);
        assertEquals(List.of(), trouble);
    }

    @Test
    void aProgramThatDiesIsStartedAgainBehindItsLastEntry() throws IOException {
        start();
        List<String> news = new ArrayList<>(List.of(write(""), write("die"), write("")));
        untilThereAre(3);
        assertEquals(news, live);
        assertEquals(
                List.of(folder.resolve("journalctl") + " ended; it is started again"), trouble);
    }
}
