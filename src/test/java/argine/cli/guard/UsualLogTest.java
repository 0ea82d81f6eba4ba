// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.guard.loop.Mode;
import argine.guard.wire.Notices;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which log a guard looks at right after its installation, by the configuration of the package. */
class UsualLogTest {
    private static final Path PACKAGED = Path.of("packaging", "guard", "guard.toml");
    private static final Path BREACH = Path.of("examples", "breach", "mail.log");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path folder;
    private Path varLog;
    private boolean journal;

    @BeforeEach
    void host() throws IOException {
        varLog = Files.createDirectory(folder.resolve("log"));
    }

    private void written(String name, Duration ago) throws IOException {
        Path file = Files.createFile(varLog.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
    }

    private GuardFile on(Path file, Clock clock) {
        return new GuardFile(file, Optional.of(new UsualLog(varLog, () -> journal, clock)));
    }

    /** What the packaged configuration comes to. */
    private Watching packaged() throws IOException {
        return on(PACKAGED, Clock.fixed(NOW, ZoneOffset.UTC)).read().watching();
    }

    private Watching said(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("guard.toml"), text);
        return on(file, Clock.fixed(NOW, ZoneOffset.UTC)).read().watching();
    }

    @Test
    void thePackageLooksAtTheFileThatSyslogWritesAndTellsOfSuspects() throws IOException {
        written("mail.log", Duration.ofHours(3));
        journal = true;
        Watching watching = packaged();
        assertEquals(List.of(varLog.resolve("mail.log")), watching.logs().files());
        assertFalse(watching.logs().journal());
        assertEquals(Mode.ALERT, watching.loop().mode());
        assertEquals(List.of(), watching.unreadable());
    }

    @Test
    void whereThereIsNoFileOrAnOldOneItIsTheJournal() throws IOException {
        journal = true;
        assertEquals("the journal", packaged().logs().names());
        written("mail.log", Duration.ofDays(9));
        assertEquals("the journal", packaged().logs().names());
        journal = false;
        assertEquals(varLog.resolve("mail.log").toString(), packaged().logs().names());
    }

    @Test
    void itIsCalledOtherwiseElsewhere() throws IOException {
        written("maillog", Duration.ofHours(3));
        assertEquals(varLog.resolve("maillog").toString(), packaged().logs().names());
    }

    @Test
    void whereNothingIsFoundItIsWaitedForAndSaid() throws IOException {
        Path file = varLog.resolve("mail.log");
        assertEquals(List.of(file), packaged().logs().files());
        assertEquals(
                List.of("[log] " + file + " is not there, or may not be read by who asks"),
                packaged().unreadable());
    }

    @Test
    void whatIsNamedIsLookedAtAndNothingElse() throws IOException {
        written("mail.log", Duration.ofHours(3));
        assertEquals("/srv/mail.log", said("[log]\nfiles = [\"/srv/mail.log\"]\n").logs().names());
        assertEquals("the journal", said("[log]\njournal = true\n").logs().names());
        Watching none = said("[log]\nfiles = []\n");
        assertTrue(none.logs().isEmpty());
        assertEquals(Mode.OFF, none.loop().mode());
    }

    @Test
    void aWordInTheSectionKeepsTheUsualLog() throws IOException {
        written("mail.log", Duration.ofHours(3));
        Watching watching = said("[log]\nhistory = \"2 d\"\npostfix = \"/srv/postfix\"\n");
        assertEquals(varLog.resolve("mail.log").toString(), watching.logs().names());
        assertEquals(Duration.ofDays(2), watching.logs().history());
        assertEquals(Path.of("/srv/postfix"), watching.logs().postfix());
    }

    @Test
    void thePackagedConfigurationIsRightOnThisHostToo() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Cli.run(
                        new Surroundings(
                                new PrintWriter(out),
                                new PrintWriter(err),
                                Clock.systemUTC(),
                                false),
                        "guard",
                        "--check-config",
                        "--config",
                        PACKAGED.toString());
        assertEquals(Exit.DONE, exit, err.toString());
        assertTrue(
                out.toString().startsWith(PACKAGED + " is right. It only watches. "),
                out.toString());
        assertTrue(out.toString().contains(" (alert)."), out.toString());
    }

    @Test
    void theServiceMayReadBoth() throws IOException {
        assertTrue(
                Files.readString(PACKAGED.resolveSibling("argine-guard.service"))
                        .contains("\nSupplementaryGroups=adm systemd-journal\n"));
    }

    /** With doors of the test's own, on a host where a password has just been stolen. */
    @Test
    void anInstalledGuardTellsOfATheftWithNothingFilledIn() throws Exception {
        Files.copy(BREACH, varLog.resolve("mail.log"));
        String doors =
                """
                [listen]
                policy = []
                milter = []
                http = []
                line = []
                metrics = []
                control = "unix:%1$s"
                [store]
                folder = "%2$s/store"
                second-copy = "%2$s/copy"
                """
                        .formatted(SocketGuard.socket(folder), folder);
        Path config =
                Files.writeString(
                        folder.resolve("guard.toml"),
                        Files.readString(PACKAGED).replace("\n[listen]\n", "\n" + doors));
        ZoneId zone = ZoneId.systemDefault(); // the log's lines name none
        Instant end = LocalDateTime.of(2026, 11, 19, 19, 40).atZone(zone).toInstant();
        Files.setLastModifiedTime(varLog.resolve("mail.log"), FileTime.from(end));
        Clock clock = Clock.fixed(end, zone);
        StringWriter log = new StringWriter();
        Notices notices = new Notices(new PrintWriter(log), clock, false);
        try (Daemon _ =
                Daemon.start(
                        on(config, clock)::read, new Clocks(clock, System::nanoTime), notices)) {
            until(log, "event=incident account=rossi@example.org ");
            StringWriter out = new StringWriter();
            Cli.run(
                    new Surroundings(new PrintWriter(out), new PrintWriter(out), clock, false),
                    "guard",
                    "status",
                    "--socket",
                    SocketGuard.socket(folder).toString());
            String said = "\nLog: " + varLog.resolve("mail.log") + ". Loop: alert.\n";
            assertTrue(out.toString().contains(said), out.toString());
        }
    }

    private static void until(StringWriter log, String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!log.toString().contains(text)) {
            assertTrue(System.nanoTime() < end, log.toString());
            TimeUnit.MILLISECONDS.sleep(20); // the eyes have a thread of their own
        }
    }
}
