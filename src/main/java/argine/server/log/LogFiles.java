// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.Program;
import argine.server.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The log files that somebody named, in the order in which to read them, and what is wrong with
 * those that cannot be read.
 *
 * <p>Named may be a file, packed or not, a journal written out by {@code journalctl}, a folder, a
 * pipe, or {@code -} for standard input. What a file is, its first bytes say. Dovecot's own files
 * come first, then the others, each by the time of their first line: names of rotated files say
 * little about their age. Pipes come last, as they were named: their first line would have to be
 * waited for.
 */
public final class LogFiles {
    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;

    /** Tells when a line was written, by its beginning alone. */
    public interface LineTime {

        /** Microseconds since 1970 UTC of the line that starts there, or {@link Stamp#NONE}. */
        long of(byte[] bytes, int start, int end);
    }

    /** A file, where it lies, and what its place among the others depends on. */
    private record Dated(LogFile file, Path path, LogStart start) {

        /** In an archive, with others. */
        private boolean isPacked() {
            return path.toString().isEmpty();
        }
    }

    private final Supplier<ZoneId> zone;
    private final InputStream standardInput;
    private final Set<Object> seen = new HashSet<>();
    private final List<Dated> dated = new ArrayList<>();
    private final List<LogFile> pipes = new ArrayList<>();
    private String lookedFor = "";
    private final Unopened unopened = new Unopened();
    private final Set<String> trouble = Collections.synchronizedSet(new LinkedHashSet<>());

    private LogFiles(Supplier<ZoneId> zone, InputStream standardInput) {
        this.zone = zone;
        this.standardInput = standardInput;
    }

    public static LogFiles of(List<Path> named) {
        return of(named, ZoneId::systemDefault, System.in);
    }

    /** Looks at what is named; {@code zone} is that of times which name none. */
    public static LogFiles of(List<Path> named, ZoneId zone, InputStream standardInput) {
        return of(named, () -> zone, standardInput);
    }

    private static LogFiles of(List<Path> named, Supplier<ZoneId> zone, InputStream standardInput) {
        LogFiles logs = new LogFiles(zone, standardInput);
        named.forEach(logs::add);
        if (logs.dated.size() > 1) {
            logs.dated.sort(oldestFirst());
        }
        return logs;
    }

    private static Comparator<Dated> oldestFirst() {
        return Comparator.comparing((Dated dated) -> !dated.start.isDovecotFile())
                .thenComparingLong(dated -> dated.start.micros())
                .thenComparing(dated -> dated.file.name());
    }

    /** Files in the order in which they are given, mail logs whatever they hold. */
    public static LogFiles inOrder(List<Path> files) {
        LogFiles logs = new LogFiles(ZoneId::systemDefault, System.in);
        files.forEach(logs::add);
        return logs;
    }

    /** Adds a log that is a part of an archive; so many bytes of it are read, unpacked, at most. */
    public void addPacked(LogFile file, long most) {
        dated.add(
                new Dated(
                        new LogFile(
                                file.name(),
                                file.size(),
                                file.written(),
                                () -> bounded(file, most)),
                        Path.of(""),
                        new LogStart(0, false, true)));
    }

    private InputStream bounded(LogFile file, long most) throws IOException {
        InputStream raw = file.opener().open();
        try {
            return new Unpacked.Bounded(unwrap(raw, teller(file.name())), most);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Notes what is wrong with something that was named. */
    public void trouble(String sentence) {
        trouble.add(sentence);
    }

    /** Counts a file or folder that cannot be read; whoever says so tells it. */
    public void unopened(Path path, String sentence) {
        unopened.add(path, sentence);
    }

    /** Finds the rotated files that belong to a log, itself included; just itself when none do. */
    public static List<Path> rotated(Path log) {
        try {
            Path folder = log.toAbsolutePath().getParent();
            List<Path> found =
                    folder == null
                            ? List.of()
                            : new LogFolder(folder).rotated(log.getFileName().toString());
            return found.isEmpty() ? List.of(log) : found;
        } catch (IOException _) {
            return List.of(log);
        }
    }

    /** The text of a file, whether it is packed or not. */
    public static InputStream unpacked(Path file) throws IOException {
        return Unpacked.of(Files.newInputStream(file));
    }

    /** Whether anything can be read. */
    public boolean isAny() {
        return !dated.isEmpty() || !pipes.isEmpty();
    }

    /**
     * Leaves out what was written before a time, as far as that can be told without reading it:
     * files that were last changed earlier, and the beginning of files of plain lines.
     */
    public void from(Instant time, ZoneId clockZone) {
        from(time.minus(RecentLines.MARGIN), file -> new Stamp(clockZone, file.written())::read);
    }

    /** The same for lines of another form: {@code times} tells when those of a file are of. */
    public void from(Instant time, Function<LogFile, LineTime> times) {
        dated.removeIf(log -> !log.isPacked() && log.file.written().isBefore(time));
        unopened.from(time);
        dated.replaceAll(
                log ->
                        log.isPacked()
                                ? log
                                : new Dated(
                                        RecentLines.of(
                                                log.file, log.path, times.apply(log.file), time),
                                        log.path,
                                        log.start));
    }

    /** Nothing was named: where else a log was looked for, as far as it must be told. */
    public void lookedFor(List<Path> places) {
        lookedFor =
                " (as far as you may read it: ask as root), and there is none of "
                        + places.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** What to do when no line was in any of them; nothing where there are none. */
    Optional<String> nothingRead() {
        List<String> names = files().stream().map(LogFile::name).limit(3).toList();
        int more = files().size() - names.size();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "no line in "
                                + String.join(", ", names)
                                + (more > 0 ? " and " + more + " more" : "")
                                + lookedFor
                                + "; name the log that your mail server writes: --log FILE");
    }

    /** The files, oldest first. */
    public List<LogFile> files() {
        List<LogFile> files = new ArrayList<>();
        dated.forEach(log -> files.add(log.file));
        files.addAll(pipes);
        return files;
    }

    /**
     * One sentence for each name that cannot be read, and, once a journal has been read to its end,
     * for what was wrong with it.
     */
    public List<String> trouble() {
        synchronized (trouble) {
            return List.copyOf(trouble);
        }
    }

    /** Of what may have been written in the time that is asked about, what cannot be read. */
    Unreadable unreadable() {
        return unopened.all();
    }

    /** Adds what is named, behind what was added before. */
    public void add(Path path) {
        if (StandardInput.isIt(path)) {
            addPipe("standard input", StandardInput.NAME, () -> standardInput);
            return;
        }
        try {
            BasicFileAttributes kind = Files.readAttributes(path, BasicFileAttributes.class);
            if (kind.isDirectory()) {
                addFolder(path);
            } else if (kind.isRegularFile()) {
                addFile(path, true);
            } else if (isPipe(path)) {
                addPipe(shown(path), key(path, kind), () -> Files.newInputStream(path));
            } else {
                unreadable(path, "it is a device or a socket, not a file");
            }
        } catch (IOException e) {
            unreadable(path, reason(path, e));
        }
    }

    private static boolean isPipe(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(path, "unix:mode") & KIND) == PIPE;
    }

    private void addPipe(String name, Object key, LogFile.Opener opener) {
        if (seen.add(key)) {
            AtomicBoolean opened = new AtomicBoolean();
            pipes.add(
                    new LogFile(
                            name,
                            0,
                            Instant.EPOCH,
                            () -> {
                                if (opened.getAndSet(true)) {
                                    throw new IOException("it can be read only once");
                                }
                                return unwrap(opener.open(), teller(name));
                            }));
        }
    }

    /** Adds the journal of this host, from a time on; it is asked once, when it is read. */
    public void addJournal(SystemJournal journal, Optional<Instant> since) {
        journal.question(since)
                .ifPresent(
                        words ->
                                addPipe(
                                        "the journal in " + shown(journal.folder()),
                                        journal.folder(),
                                        () -> Program.stream(words)));
    }

    private void addFolder(Path folder) throws IOException {
        LogFolder.Found found = new LogFolder(folder).logs();
        int before = seen.size();
        for (Path path : found.files()) {
            try {
                if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                    addFile(path, found.sure());
                }
            } catch (IOException e) {
                unreadable(path, reason(path, e));
            }
        }
        if (seen.size() == before && found.files().stream().noneMatch(this::isKnown)) {
            trouble.add(
                    shown(folder)
                            + ": holds no mail log that can be read (mail.log, maillog, dovecot.log"
                            + " ...)");
        }
    }

    private boolean isKnown(Path path) {
        try {
            return seen.contains(key(path, Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (IOException _) {
            return false;
        }
    }

    /** Adds a file once; {@code sure} when it is a mail log whatever is in it. */
    private void addFile(Path path, boolean sure) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
        Object key = key(path, facts);
        if (seen.contains(key)) {
            return;
        }
        Instant written = facts.lastModifiedTime().toInstant();
        LogStart start;
        try (InputStream in = open(path, key, _ -> {})) {
            start = LogStart.of(in, new Stamp(zone.get(), written), written);
        }
        if (sure || start.isMail()) {
            seen.add(key);
            String name = shown(path);
            LogFile.Opener opener = () -> open(path, key, teller(name));
            dated.add(new Dated(new LogFile(name, facts.size(), written, opener), path, start));
        }
    }

    private Consumer<String> teller(String name) {
        return sentence -> trouble.add(name + ": " + sentence);
    }

    /**
     * Opens a file, unless another one has been given its name: that would be read instead of it.
     */
    private static InputStream open(Path path, Object key, Consumer<String> teller)
            throws IOException {
        InputStream raw = Files.newInputStream(path);
        try {
            if (!key.equals(key(path, Files.readAttributes(path, BasicFileAttributes.class)))) {
                throw new IOException("it was rotated just now; run again");
            }
            return unwrap(raw, teller);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream unwrap(InputStream raw, Consumer<String> teller) throws IOException {
        PushbackInputStream unpacked = Unpacked.of(raw);
        return Journal.unwrap(unpacked, teller);
    }

    /** What tells a file from all others, whatever its names. */
    private static Object key(Path path, BasicFileAttributes facts) {
        return Objects.requireNonNullElse(facts.fileKey(), path);
    }

    private void unreadable(Path path, String reason) {
        String sentence = shown(path) + ": cannot be read: " + reason;
        trouble.add(sentence);
        unopened.add(path, sentence);
    }

    /** Says in words why a path cannot be read. */
    static String reason(Path path, IOException e) {
        return switch (e) {
            case NoSuchFileException _ when Files.isSymbolicLink(path) ->
                    "it is a link to a file that is not there";
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ ->
                    "permission denied; ask as root or as a member of its group";
            case FileSystemLoopException _ -> "its links lead in a circle";
            case FileSystemException f
                    when f.getReason() != null && f.getReason().contains("symbolic link") ->
                    "its links lead in a circle";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** A path as it can be shown: whoever made the file chose its name. */
    private static String shown(Path path) {
        return path.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
