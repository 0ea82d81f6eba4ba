// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argine.IceWarpLab;
import argine.mail.Line;
import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IceWarp's logs, followed while they are written. */
class FollowedFolderTest {
    private static final Instant END = Instant.parse("2026-11-24T12:00:00Z");
    private static final String STAMP = "203.0.113.9   [0F4C] ";
    private static final String REFUSED = " >>> 501 5.7.0 Authentication failed\r\n";

    @TempDir static Path server;
    @TempDir Path folder;
    private final List<String> past = new ArrayList<>();
    private final List<String> live = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private Instant now = END;

    @BeforeAll
    static void write() throws Exception {
        new IceWarpLab().write(server, "--scenario", "breach", "--rotate", "64", "--eol", "crlf");
    }

    /** Keeps what it is told. */
    private final class Kept implements Follower.Sink {
        @Override
        public void past(MailEvent event) {
            past.add(
                    event instanceof MailEvent.LoginFailed failed
                            ? "LoginFailed " + failed.service() + " " + failed.account()
                            : event.getClass().getSimpleName());
        }

        @Override
        public void live(MailEvent event) {
            live.add(words(event));
        }
    }

    /** An event, its time and its line, without the numbers that sessions got. */
    private static String words(MailEvent event) {
        StringBuilder words = new StringBuilder(event.getClass().getSimpleName());
        try {
            for (RecordComponent part : event.getClass().getRecordComponents()) {
                if (!part.getName().equals("seen")) {
                    words.append(' ').append(part.getAccessor().invoke(event));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        Line line = event.seen().line();
        words.append(' ').append(event.seen().at());
        words.append(' ')
                .append(Path.of(line.file()).getFileName())
                .append(':')
                .append(line.line());
        return words.toString().replaceAll("\\b(imap|pop3|smtp|session|unseen)-\\d+", "$1");
    }

    private static List<String> failed(List<String> events) {
        return events.stream()
                .filter(event -> event.startsWith("LoginFailed "))
                .map(event -> event.split(" ")[2])
                .toList();
    }

    private Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }

    private Follower follower() throws IOException {
        return follower(folder.resolve("logs"));
    }

    private Follower follower(Path logs) throws IOException {
        Follower follower =
                new Follower(
                        new Follower.Wanted(
                                List.of(),
                                List.of(),
                                folder.resolve("position"),
                                Instant.EPOCH,
                                Optional.of(Servers.icewarp(logs, clock(), Instant.EPOCH))),
                        Servers.readers(),
                        clock(),
                        new Kept(),
                        trouble::add);
        follower.begin();
        return follower;
    }

    private void readAll(Follower follower) {
        now = now.plusSeconds(2);
        boolean more = true;
        while (more) {
            more = follower.step();
        }
    }

    private static List<String> whole(Path logs) throws IOException {
        List<String> all = new ArrayList<>();
        Servers.find(
                        new Servers.Asked(
                                        List.of(logs),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Clock.fixed(END, ZoneOffset.UTC))
                                .of("icewarp"))
                .log()
                .orElseThrow()
                .read((MailEvent event) -> all.add(words(event)));
        return all;
    }

    private void assertSame() throws IOException {
        Map<String, Integer> more = new TreeMap<>();
        live.forEach(event -> more.merge(event, 1, Integer::sum));
        whole(server.resolve("logs")).forEach(event -> more.merge(event, -1, Integer::sum));
        more.values().removeIf(count -> count == 0);
        assertEquals(Map.of(), more);
    }

    @Test
    void whatGrowsOverDaysAndManyFilesIsReadOnceLineForLine() throws IOException {
        GrowingLogs logs = new GrowingLogs(server.resolve("logs"), folder.resolve("logs"));
        try (Follower follower = follower()) {
            while (!logs.isOver()) {
                logs.grow(1500);
                readAll(follower);
            }
        }
        assertSame();
        assertEquals(List.of(), past);
        assertEquals(List.of(), trouble);
    }

    @Test
    void startedAnewInTheMiddleOfSessionsItLosesAndDoublesNothing() throws IOException {
        GrowingLogs logs = new GrowingLogs(server.resolve("logs"), folder.resolve("logs"));
        Random random = new Random(3);
        Follower follower = follower();
        while (!logs.isOver()) {
            logs.grow(2000);
            readAll(follower);
            if (random.nextInt(8) == 0) {
                follower.save();
                follower.close();
                past.clear();
                logs.grow(100);
                follower = follower();
            }
        }
        readAll(follower);
        follower.close();
        assertSame();
        assertEquals(List.of(), trouble);
    }

    @Test
    void whatIsThereAtFirstIsThePastAndNextDaysFileIsNews() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        session(logs.resolve("s20261123-00.log"), "23:59:58", "rossi");
        Follower follower = follower();
        readAll(follower);
        assertEquals(List.of("rossi"), failed(past));
        session(logs.resolve("s20261124-00.log"), "00:00:05", "bianchi");
        session(
                logs.resolve("s20261123-00.log"),
                "23:59:59",
                "verdi"); // the cache was written late
        readAll(follower);
        follower.close();
        assertEquals(List.of("verdi", "bianchi"), failed(live));
    }

    @Test
    void aFolderMayComeLaterAndAFileThatBeginsAnewIsReadAnew() throws IOException {
        Path logs = folder.resolve("logs");
        Follower follower = follower();
        readAll(follower);
        assertFalse(trouble.isEmpty(), "it is said that there is none");
        Files.createDirectories(logs);
        Path log = logs.resolve("s20261124-00.log");
        session(log, "09:00:00", "rossi");
        readAll(follower);
        Files.delete(log);
        session(log, "09:01:00", "bianchi");
        readAll(follower);
        follower.close();
        assertEquals(List.of("rossi", "bianchi"), failed(live));
    }

    @Test
    void whatTookTheNameOfAFileWhileTheGuardWasDownIsNews() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Path log = logs.resolve("s20261124-00.log");
        session(log, "09:00:00", "rossi");
        session(log, "09:00:30", "rossi");
        Follower follower = follower();
        follower.close();
        past.clear();
        Files.delete(log);
        session(log, "09:01:00", "bianchi");
        follower = follower();
        readAll(follower);
        follower.close();
        assertEquals(List.of(), failed(past));
        assertEquals(List.of("bianchi"), failed(live));
    }

    @Test
    void theNextFileOfADayWaitsUntilTheOneBeforeItIsRead() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Follower follower = follower();
        Path first = logs.resolve("s20261124-00.log");
        login(first, "09:00:00", "rossi");
        String filler = "no line of a session ".repeat(50) + "\r\n";
        write(first, filler.repeat((20 << 20) / filler.length()));
        write(first, STAMP + "09:00:07 <<< c2VjcmV0\r\n");
        write(logs.resolve("s20261124-01.log"), STAMP + "09:00:08" + REFUSED);
        readAll(follower);
        follower.close();
        assertEquals(List.of("rossi"), failed(live));
    }

    @Test
    void noPasswordStaysInMemoryOnceItsFileWasRead() throws IOException {
        Path log = Files.createDirectories(folder.resolve("logs")).resolve("s20261124-00.log");
        List<byte[]> lent = new ArrayList<>();
        Hand hand =
                (_, bytes, _, _, _) -> {
                    lent.add(bytes);
                    return 1;
                };
        DatedLogs logs = Servers.icewarp(folder.resolve("logs"), clock(), Instant.EPOCH);
        try (FollowedFolder followed = new FollowedFolder(logs, clock(), trouble::add)) {
            followed.begin(Optional.empty(), Instant.EPOCH, hand, hand);
            write(log, "<<< AUTH PLAIN c2VjcmV0\r\n<<< AUTH PLAIN c2Vjc");
            followed.step(hand);
        }
        assertArrayEquals(new byte[Cutter.SIZE], lent.getFirst());
    }

    private static void session(Path log, String time, String account) throws IOException {
        login(log, time, account);
        write(log, STAMP + time + " <<< c2VjcmV0\r\n" + STAMP + time + REFUSED);
    }

    private static void login(Path log, String time, String account) throws IOException {
        byte[] name = account.getBytes(StandardCharsets.US_ASCII);
        for (String text :
                List.of(
                        "Connected",
                        ">>> 220 mail.example.org ESMTP",
                        "<<< AUTH LOGIN",
                        ">>> 334 VXNlcm5hbWU6",
                        "<<< " + Base64.getEncoder().encodeToString(name),
                        ">>> 334 UGFzc3dvcmQ6")) {
            write(log, STAMP + time + " " + text + "\r\n");
        }
    }

    private static void write(Path log, String text) throws IOException {
        Files.writeString(
                log,
                text,
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
