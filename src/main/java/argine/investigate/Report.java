// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer of an investigation: what kind of trouble, the cases, who could not be cleared, who
 * was, who refuses this server's mail, and how much could be read.
 *
 * <p>It is the JSON as it stands; text and HTML are made from it. Nothing in it is cleaned for a
 * terminal or a page: the faces do that.
 */
public record Report(
        String origin,
        String because,
        int exit,
        List<Case> cases,
        List<Unclear> unclear,
        List<Cleared> cleared,
        List<Refusing> refusedBy,
        Read read) {

    /** An account with too little against it for a case, and too much to clear it. */
    public record Unclear(String account, List<Case.Evidence> evidence) {}

    /** An account that looked suspicious and is not, with the reason. */
    public record Cleared(String account, String looksLike, String because) {}

    /**
     * A domain that refused mail from here as spam, or for this server's name.
     *
     * @param host the server that said so, where the log names the same one for all; else empty
     * @param answers how often it answered so, when asked again too
     * @param takenSince when it took mail again, if it did after the last of them
     * @param triedSince whether it was asked again after the last of them
     * @param lines the first few of them, as they stand in the log
     */
    public record Refusing(
            String domain,
            String host,
            long answers,
            Instant firstSeen,
            Instant lastSeen,
            Optional<Instant> takenSince,
            boolean triedSince,
            List<Case.Line> lines) {}

    /**
     * What was read: lines of the log and those not understood, messages of the queue, the time
     * covered, what was missing and would have helped, what was found by itself, what is there and
     * could not be read, and why nobody's misuse could be seen in what was; in words.
     */
    public record Read(
            long lines,
            long unread,
            long queueMessages,
            Optional<Instant> from,
            Optional<Instant> to,
            List<String> missing,
            List<File> files,
            List<Shape> unreadShapes,
            String recognised,
            String unreadable,
            String blind) {
        Read with(List<File> others) {
            return new Read(
                    lines,
                    unread,
                    queueMessages,
                    from,
                    to,
                    missing,
                    others,
                    unreadShapes,
                    recognised,
                    unreadable,
                    blind);
        }
    }

    /**
     * The case with this ID. The day in it is that of the first message which the log shows, so it
     * may be another by now: where no case has it, the only one of the same name is meant.
     */
    public Optional<Case> find(String id) {
        Optional<Case> exactly = cases.stream().filter(one -> one.id().equals(id)).findFirst();
        List<Case> named =
                cases.stream().filter(one -> nameIn(one.id()).equals(nameIn(id))).toList();
        return exactly.isEmpty() && named.size() == 1 ? named.stream().findFirst() : exactly;
    }

    private static String nameIn(String id) {
        return id.replaceFirst("^([0-9]{8}|undated)-", "");
    }

    /**
     * The same with a seal on every file of the log, for whoever hands it to the police or to a
     * provider. What is no file (standard input, the journal, a part of an archive) has none.
     *
     * @throws IOException when a file cannot be read any more
     */
    public Report sealed() throws IOException {
        List<File> files = new ArrayList<>();
        for (File file : read.files()) {
            files.add(new File(file.name(), file.bytes(), file.lines(), Sealing.of(file.name())));
        }
        return new Report(
                origin, because, exit, cases, unclear, cleared, refusedBy, read.with(files));
    }

    /** One file of the log, with its size as plain text; sealed where that was asked for. */
    public record File(String name, long bytes, long lines, Optional<Seal> seal) {
        public File(String name, long bytes, long lines) {
            this(name, bytes, lines, Optional.empty());
        }
    }

    /**
     * By what it can be shown later that a file is the one that was read.
     *
     * @param bytes how many bytes of the file, from its beginning, as it lies on the disk
     * @param sha256 their SHA-256, in hexadecimal
     */
    public record Seal(long bytes, String sha256) {}

    /** Lines of one shape that were not understood. */
    public record Shape(String shape, long count, String example) {}
}
