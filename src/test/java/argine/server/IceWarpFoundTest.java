// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueuedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host on which nothing is named, and what is found there by itself. */
class IceWarpFoundTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String LINE =
            "192.0.2.1 [0F4C] 10:00:00 >>> 220 mail.example.it ESMTP IceWarp 14.0.0\n";

    private static final String MESSAGE =
            "LocalSender: rossi@example.it\nFrom: <x@y.test>\nMsgID: RSH57823\n\nSubject: s\n\ntext\n";

    @TempDir Path host;

    private static Servers.Asked nothing(Optional<Path> config) {
        return new Servers.Asked(
                List.of(), Optional.empty(), config, Optional.empty(), Optional.empty(), CLOCK);
    }

    private MailServer found() throws IOException {
        return Servers.find(nothing(Optional.empty()), host);
    }

    private Path installed(String place) throws IOException {
        Path root = host.resolve(place);
        Files.createDirectories(root.resolve("mail/_outgoing/retry"));
        write(root.resolve("logs/s20261123-00.log"), LINE);
        write(root.resolve("logs/s20261124-00.log"), LINE + "what is this\n");
        write(root.resolve("logs/m20261124-00.log"), "");
        write(root.resolve("logs/c20261124-00.log"), "");
        return root;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whereIcewarpIsInTheUsualPlaceItIsLookedAt() throws IOException {
        Path root = installed("opt/icewarp");
        MailServer server = found();
        assertEquals("icewarp", server.name());
        assertEquals(
                "IceWarp in "
                        + root
                        + ": 3 logs (1 of IMAP, 2 of SMTP) of 2026-11-23 to 2026-11-24, queue "
                        + root.resolve("mail/_outgoing"),
                server.recognised());
        Reading reading = server.log().orElseThrow().read(_ -> {});
        assertEquals(3, reading.lines());
        assertEquals(1, reading.unreadLines());
    }

    @Test
    void itsOwnConfigurationSaysWhereElseItIs() throws IOException {
        Path root = installed("srv/mail server");
        write(
                host.resolve("etc/icewarp/icewarp.conf"),
                "# IWS_INSTALL_DIR=/nowhere\nexport IWS_INSTALL_DIR=\"/srv/mail server\"\r\n");
        assertTrue(found().recognised().startsWith("IceWarp in " + root + ": 3 logs"));
    }

    @Test
    void onAHostWithoutItPostfixIsLookedFor() throws IOException {
        write(host.resolve("etc/icewarp/icewarp.conf"), "IWS_INSTALL_DIR=/gone\n");
        Files.createDirectories(host.resolve("opt/icewarp"));
        String name;
        try {
            name = found().name();
        } catch (IOException e) {
            name = String.valueOf(e.getMessage()).contains("no mail log") ? "postfix" : "";
        }
        assertEquals("postfix", name);
    }

    @Test
    void whatItsSettingsSayOfTheLogIsTold() throws IOException {
        installed("opt/icewarp");
        Path elsewhere = host.resolve("srv/logs");
        write(elsewhere.resolve("s20261124-00.log"), LINE);
        Path settings = host.resolve("settings.txt");
        write(
                settings,
                "C_System_Log_Services_SMTP: 2\r\nC_System_Logging_General_LogCache: 65536\r\n"
                        + "C_System_Storage_Dir_LogPath: "
                        + elsewhere
                        + "\r\n");
        Servers.Asked asked = nothing(Optional.of(settings)).of("icewarp");
        MailServer server = Servers.find(asked, host);
        assertEquals(
                List.of(
                        "C_System_Log_Services_SMTP is 2: the log holds no dialogue, so nobody's login is"
                                + " known; set it to 4 (Extended)",
                        "the log cache is on (C_System_Logging_General_LogCache: 65536 bytes): the newest"
                                + " lines are not in the log yet; set it to 0 and wait a minute"),
                server.missing());
        assertTrue(server.recognised().contains("1 log (1 of SMTP) of 2026-11-24"));
    }

    @Test
    void settingsThatAreGoodAreNotTold() throws IOException {
        installed("opt/icewarp");
        Path settings = host.resolve("settings.txt");
        write(settings, "C_System_Log_Services_SMTP: 4\nC_System_Logging_General_LogCache: 0\n");
        assertEquals(
                List.of("logs of other services were not read, by their letter: [c]"),
                Servers.find(nothing(Optional.of(settings)).of("icewarp"), host).missing());
    }

    @Test
    void withoutSettingsItIsSaidWhatIsNotKnown() throws IOException {
        installed("opt/icewarp");
        assertTrue(
                found().missing().getFirst().startsWith("no settings of IceWarp (--config FILE)"));
    }

    @Test
    void aFolderIsNoSettings() throws IOException {
        installed("opt/icewarp");
        Servers.Asked asked = nothing(Optional.of(host)).of("icewarp");
        assertTrue(
                assertThrows(IOException.class, () -> Servers.find(asked, host))
                        .getMessage()
                        .contains("is a folder; for IceWarp --config takes a file"));
    }

    @Test
    void logsThatWereArchivedAreReadAmongTheOthers() throws IOException {
        Path root = installed("opt/icewarp");
        zip(root.resolve("logs/archive.zip"), "old/s20261122-00.log", LINE + LINE, "x.txt", "x");
        MailServer server = found();
        assertTrue(server.recognised().contains("4 logs (1 of IMAP, 3 of SMTP) of 2026-11-22 to"));
        Reading reading = server.log().orElseThrow().read(_ -> {});
        assertEquals(5, reading.lines());
        assertEquals("2026-11-22T10:00:00Z", reading.from().orElseThrow().toString());
        assertEquals(
                root.resolve("logs/archive.zip") + "/s20261122-00.log",
                reading.files().getFirst().name());
    }

    @Test
    void anArchiveThatUnpacksToMoreThanALogCanBeIsLeftThere() throws IOException {
        Path root = installed("opt/icewarp");
        String bomb = LINE.repeat(17 << 20 >> 6);
        zip(root.resolve("logs/archive.zip"), "s20261122-00.log", bomb, "x.txt", "x");
        Reading reading = found().log().orElseThrow().read(_ -> {});
        assertTrue(
                reading.trouble().stream()
                        .anyMatch(t -> t.contains("unpacks to more than a log can be")),
                reading.trouble()::toString);
    }

    @Test
    void anArchiveThatIsNoneIsNamed() throws IOException {
        Path root = installed("opt/icewarp");
        write(root.resolve("logs/archive.zip"), "PK no archive");
        assertTrue(
                found().missing()
                        .contains(
                                root.resolve("logs/archive.zip")
                                        + ": cannot be read: it is no zip archive, or not whole"));
    }

    private static void zip(Path file, String... namesAndTexts) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aGlanceReadsTheRecentLinesOfALongDayOnly() throws IOException {
        Path root = installed("opt/icewarp");
        for (String form : List.of("%02d:%02d:%02d", "Tue, 24 Nov 2026 %02d:%02d:%02d +0000")) {
            Path log = root.resolve("logs/s20261124-00.log");
            StringBuilder text = new StringBuilder();
            for (int second = 0; second < 12 * 3600; second++) {
                text.append("192.0.2.1 [")
                        .append(Integer.toHexString(second))
                        .append("] ")
                        .append(form.formatted(second / 3600, second / 60 % 60, second % 60))
                        .append(" >>> 220 h\n");
            }
            write(log, text.toString());
            List<Instant> times = new ArrayList<>();
            Instant since = Instant.parse("2026-11-24T11:00:00Z");
            Servers.Asked asked =
                    new Servers.Asked(
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(since),
                                    Optional.empty(),
                                    CLOCK)
                            .forAGlance();
            Reading reading =
                    Servers.find(asked, host)
                            .log()
                            .orElseThrow()
                            .read(event -> times.add(event.seen().at()));
            assertEquals(since, times.getFirst());
            assertTrue(
                    reading.lines() >= 7_200 && reading.lines() < 10_000,
                    form + ": " + reading.lines() + " lines");
        }
    }

    private List<QueuedMessage> queued(MailServer server) throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        server.queue().orElseThrow().read(messages::add);
        return messages;
    }

    @Test
    void retriesThatPathDatMovesToAFolderOfAnotherNameAreRetries() throws IOException {
        Path root = installed("opt/icewarp");
        Path moved = host.resolve("srv/again");
        write(moved.resolve("RSH57823.tmp"), MESSAGE);
        write(root.resolve("path.dat"), "\n".repeat(8) + moved + "\n");
        assertEquals(
                List.of(QueuedMessage.Place.DEFERRED),
                queued(found()).stream().map(QueuedMessage::place).toList());
    }

    @Test
    void retriesThatPathDatMovesToAPlaceThatIsNotHereAreSaidToBeMissing() throws IOException {
        Path root = installed("opt/icewarp");
        write(root.resolve("path.dat"), "\n".repeat(8) + "D:\\retry\\\r\n");
        assertTrue(
                found().missing()
                        .contains(
                                "path.dat says that retries are at D:\\retry\\, which is not here: of"
                                        + " them only what lies below the queue is read"));
    }

    @Test
    void retriesAreReadOnceHoweverTheQueueIsNamed() throws IOException {
        Path root = installed("opt/icewarp");
        Path queue = root.resolve("mail/_outgoing");
        write(queue.resolve("retry/RSH57823.tmp"), MESSAGE);
        write(root.resolve("path.dat"), "\n".repeat(8) + queue + "/retry\n");
        Path here = Path.of("").toAbsolutePath();
        for (Path named : List.of(queue, here.relativize(queue), root.resolve("mail"), root)) {
            assertEquals(1, queued(Servers.find(rootAnd(root, named), host)).size(), "" + named);
        }
    }

    private static Servers.Asked rootAnd(Path root, Path queue) {
        Optional<Instant> any = Optional.empty();
        return new Servers.Asked(
                List.of(root), Optional.of(queue), Optional.empty(), any, any, CLOCK);
    }

    @Test
    void retriesBehindALinkAreRead() throws IOException {
        Path root = installed("opt/icewarp");
        Path moved = host.resolve("srv/again");
        write(moved.resolve("RSH57823.tmp"), MESSAGE);
        Files.delete(root.resolve("mail/_outgoing/retry"));
        Files.createSymbolicLink(root.resolve("mail/_outgoing/retry"), moved);
        assertEquals(
                List.of(QueuedMessage.Place.DEFERRED),
                queued(found()).stream().map(QueuedMessage::place).toList());
    }

    @Test
    void whereOnlyTheProgramsAreTheSettingsSayWhereLogsAndMailLie() throws IOException {
        Path root = host.resolve("programs");
        write(root.resolve("tool.sh"), "");
        Files.createDirectories(root.resolve("config"));
        write(host.resolve("srv/logs/s20261124-00.log"), LINE);
        write(host.resolve("srv/mail/_outgoing/retry/RSH57823.tmp"), MESSAGE);
        Path settings = host.resolve("settings.txt");
        write(
                settings,
                "C_System_Storage_Dir_LogPath: %s\nC_System_Storage_Dir_MailPath: %s\n"
                        .formatted(host.resolve("srv/logs"), host.resolve("srv/mail")));
        MailServer server =
                Servers.find(
                        new Servers.Asked(
                                List.of(root),
                                Optional.empty(),
                                Optional.of(settings),
                                Optional.empty(),
                                Optional.empty(),
                                CLOCK),
                        host);
        assertEquals(1, server.log().orElseThrow().read(_ -> {}).lines());
        assertEquals(1, queued(server).size());
    }

    @Test
    void aContainerKeepsLogsAndMailBesideThePrograms() throws IOException {
        Path root = host.resolve("opt/icewarp");
        write(root.resolve("tool.sh"), "");
        Files.createDirectories(root.resolve("logs"));
        write(host.resolve("opt/icewarp-data/path.dat"), "\n");
        write(host.resolve("opt/icewarp-data/logs/s20261124-00.log"), LINE);
        write(host.resolve("opt/icewarp-data/_outgoing/retry/RSH57823.tmp"), MESSAGE);
        MailServer server = found();
        assertEquals(1, server.log().orElseThrow().read(_ -> {}).lines());
        assertEquals(1, queued(server).size());
    }

    @Test
    void whereThereAreNoLogsYetTheQueueIsRead() throws IOException {
        Path root = host.resolve("opt/icewarp");
        Files.createDirectories(root.resolve("logs"));
        write(root.resolve("mail/_outgoing/retry/RSH57823.tmp"), MESSAGE);
        MailServer server = found();
        assertTrue(server.log().isEmpty());
        assertEquals(1, queued(server).size());
        assertTrue(
                server.missing()
                        .contains(
                                root.resolve("logs")
                                        + ": holds no session log of IceWarp (s20261124-00.log); the queue"
                                        + " alone was read"),
                server.missing()::toString);
    }

    private static Servers.Asked named(List<Path> logs, Optional<Path> queue) {
        return new Servers.Asked(
                logs, queue, Optional.empty(), Optional.empty(), Optional.empty(), CLOCK);
    }

    private static String likeness(Path like, String what) {
        return like
                + ": looks like "
                + what
                + " of IceWarp, and was read as Postfix's; if it is IceWarp's, say --server icewarp";
    }

    @Test
    void whereAFolderHoldsIcewarpsLogsUnderOtherNamesItIsSaidHowToReadThem() throws IOException {
        Path log = host.resolve("copied/smtp.log");
        write(log, LINE);
        IOException said =
                assertThrows(
                        IOException.class,
                        () ->
                                Servers.find(
                                        named(List.of(log.getParent()), Optional.empty()), host));
        assertTrue(
                said.getMessage().endsWith("; " + likeness(log, "a session log")),
                said::getMessage);
    }

    @Test
    void whereAQueueHoldsIcewarpsFilesItIsSaidHowToReadThem() throws IOException {
        Path file = host.resolve("waiting/RSH57823.tmp");
        write(file, MESSAGE);
        List<String> missing =
                Servers.find(named(List.of(), Optional.of(file.getParent())), host).missing();
        assertTrue(missing.contains(likeness(file, "a queue file")), missing::toString);
    }

    @Test
    void ofPostfixsOwnFilesNothingIsSaidOfIcewarp() throws IOException {
        Path queue = host.resolve("spool/deferred/A/ABCDEF0123");
        write(queue, MESSAGE);
        Path log = host.resolve("log/mail.log");
        write(log, "Nov 24 10:00:00 mail postfix/qmgr[1]: 4ABCDEF012: removed\n");
        write(host.resolve("log/icewarp/smtp.log"), LINE);
        for (Servers.Asked one :
                List.of(
                        named(List.of(), Optional.of(host.resolve("spool"))),
                        named(List.of(log), Optional.of(host.resolve("spool"))),
                        named(List.of(log.getParent()), Optional.empty()))) {
            List<String> missing = Servers.find(one, host).missing();
            assertTrue(missing.stream().noneMatch(m -> m.contains("IceWarp")), missing::toString);
        }
    }
}
