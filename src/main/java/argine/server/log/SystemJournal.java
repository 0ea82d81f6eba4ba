// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.Program;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journal that systemd keeps of this host, asked of {@code journalctl}: the mail facility, all
 * fields whole. Debian 12 installs no other log.
 */
public record SystemJournal(Path folder) {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/var/log/journal"), Path.of("/run/log/journal"));
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/journalctl"), Path.of("/bin/journalctl"));

    /** The facility of mail servers, RFC 5424 section 6.2.1. */
    private static final String MAIL = "SYSLOG_FACILITY=2";

    /** The journal of this host, where one is kept and can be read. */
    public static Optional<SystemJournal> here() {
        return FOLDERS.stream().filter(Files::isReadable).findFirst().map(SystemJournal::new);
    }

    /** What {@code journalctl} is asked on this host to follow it; empty where there is none. */
    public static List<String> followed() {
        return here().flatMap(journal -> journal.question(Optional.empty())).orElse(List.of());
    }

    /** What it is asked to show lines as syslog writes them; empty where it cannot be read. */
    public static Optional<List<String>> shown() {
        return readable().flatMap(SystemJournal::show);
    }

    /** When the one that can be read was last written. */
    public static Optional<Instant> written() {
        return readable().flatMap(SystemJournal::lastWritten);
    }

    private static Optional<SystemJournal> readable() {
        return FOLDERS.stream()
                .map(SystemJournal::new)
                .filter(SystemJournal::holdsSome)
                .findFirst();
    }

    private Optional<Instant> lastWritten() {
        try (Stream<Path> machines = Files.list(folder)) {
            Instant last = Instant.EPOCH;
            for (Path machine : machines.toList()) {
                Path file = machine.resolve("system.journal");
                if (Files.isReadable(file)) {
                    Instant written = Files.getLastModifiedTime(file).toInstant();
                    last = written.isAfter(last) ? written : last;
                }
            }
            return Optional.of(last);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<List<String>> show() {
        return program()
                .map(
                        program ->
                                List.of(
                                        program.toString(),
                                        "--output=short-iso-precise",
                                        "--all",
                                        "--quiet",
                                        "--no-pager",
                                        "--directory=" + folder));
    }

    /** Whether this host keeps one that who asks may read. */
    public static boolean isReadable() {
        return !followed().isEmpty() && here().filter(SystemJournal::holdsSome).isPresent();
    }

    /** The folder alone is open to everybody. */
    private boolean holdsSome() {
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(folder)) {
            for (Path machine : machines) {
                if (Files.isReadable(machine.resolve("system.journal"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException _) {
            return false;
        }
    }

    /**
     * Whether it has any line of a mail server that who asks may read: on some hosts that writes
     * elsewhere. Where the program cannot be asked, reading it tells why.
     */
    public boolean holdsMail() {
        try {
            List<String> words = new ArrayList<>(question(Optional.empty()).orElse(List.of()));
            if (words.isEmpty()) {
                return false;
            }
            words.add(1, "--lines=1");
            return !Program.run(words).said().isEmpty();
        } catch (IOException _) {
            return true;
        }
    }

    /** What {@code journalctl} is asked, from a time on where that is given; empty without it. */
    Optional<List<String>> question(Optional<Instant> since) {
        return program().map(program -> question(program, since));
    }

    private static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    private List<String> question(Path program, Optional<Instant> since) {
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(List.of("--output=export", "--all", "--quiet", "--no-pager"));
        words.add("--directory=" + folder);
        since.ifPresent(time -> words.add("--since=@" + time.getEpochSecond()));
        words.add(MAIL);
        return List.copyOf(words);
    }
}
