// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.held;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.server.Moved;
import argine.server.log.Crew;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A folder beside IceWarp's queue into which its files are moved, for IceWarp has no hold of its
 * own.
 *
 * <p>It is {@code _argine_held}, a sibling of {@code _outgoing}, so on the same volume and out of
 * the server's sight. Below it each receipt has a folder, and in that a file lies where it lay in
 * the queue: who finds the folder without the journal can still see the way back. A file that is
 * being sent ({@code .tm$}) or was changed in the last seconds is left alone. A queue of another
 * name, as copies side by side have, keeps what is held apart: {@code _argine_held-NAME}.
 *
 * <p><b>Limits.</b> Whether IceWarp takes a file that was put back without a restart is not known;
 * its queue is read anew at the latest then.
 */
public final class Quarantine implements Holds {
    /** How long a file must have been left alone by the server. */
    static final Duration AT_REST = Duration.ofSeconds(5);

    private static final String QUEUE = "_outgoing";
    private static final String FOLDER = "_argine_held";
    private static final String BEING_SENT = ".tm$";
    private static final int SIDE_BY_SIDE = 2;
    private static final int WORTH_THREADS = 64;

    private final Path outgoing;
    private final Path held;

    private Quarantine(Path outgoing, Path held) {
        this.outgoing = outgoing;
        this.held = held;
    }

    /** The quarantine of the queue that a folder is, or that it is a folder of. */
    public static Quarantine of(Path named) throws IOException {
        Path queue = named.toAbsolutePath().normalize();
        for (Path at = queue; at != null && at.getFileName() != null; at = at.getParent()) {
            if (at.getFileName().toString().equalsIgnoreCase(QUEUE)) {
                queue = at;
            }
        }
        if (!Files.isDirectory(queue) || queue.getParent() == null) {
            throw new FileSystemException(named.toString(), null, "is no folder of a queue");
        }
        return new Quarantine(queue, queue.resolveSibling(heldBeside(queue)));
    }

    /** Whether a folder bears the name of one in which mail is held. */
    public static boolean isOne(Path folder) {
        return String.valueOf(folder.getFileName()).startsWith(FOLDER);
    }

    private static String heldBeside(Path queue) {
        String name = String.valueOf(queue.getFileName());
        return name.equalsIgnoreCase(QUEUE) ? FOLDER : FOLDER + "-" + name;
    }

    /**
     * The folder in which it keeps what it took out of a queue; nothing as long as there is none.
     */
    public static Optional<Path> folder(Path named) throws IOException {
        return Optional.of(of(named).held).filter(Files::isDirectory);
    }

    @Override
    public String server() {
        return "icewarp";
    }

    @Override
    public boolean isAtWork() {
        return true;
    }

    @Override
    public Path queue() {
        return outgoing;
    }

    /** Beside the folder, in which there is nothing but what is held. */
    @Override
    public Path lockFile() {
        return outgoing.resolveSibling(FOLDER + ".lock");
    }

    @Override
    public List<Answer> slips(List<QueuedMessage> messages, Instant since, String receipt)
            throws IOException {
        Answer[] answers = new Answer[messages.size()];
        sideBySide(
                messages.size(), i -> answers[i] = slip(messages.get(i), since, receipt), "hash");
        return Arrays.asList(answers);
    }

    private Answer slip(QueuedMessage message, Instant since, String receipt) {
        Path file = outgoing.getFileSystem().getPath(message.file()).toAbsolutePath().normalize();
        String name = portable(outgoing.relativize(file));
        Slip unread = new Slip(message.queueId(), name, "", since, "", message.size(), "");
        try {
            Moved.below(outgoing, name);
            QueueEntry entry = QueueEntry.read(file);
            if (name.endsWith(BEING_SENT)) {
                return Answer.left(unread, "is being sent");
            }
            if (entry.changed().isAfter(since.minus(AT_REST))) {
                return Answer.left(unread, "was changed a moment ago; run it again");
            }
            return Answer.done(
                    new Slip(
                            message.queueId(),
                            name,
                            receipt + "/" + name,
                            entry.changed(),
                            message.envelope().account(),
                            entry.size(),
                            QueueEntry.hash(file)));
        } catch (NoSuchFileException _) {
            return Answer.gone(unread);
        } catch (IOException e) {
            return Answer.left(unread, Moved.why(e));
        }
    }

    private static String portable(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    @Override
    public List<Answer> hold(List<Slip> slips) throws IOException {
        makeFolders(held, slips.stream().map(Slip::held).toList());
        return each(slips, this::hold);
    }

    private Answer hold(Slip slip) throws IOException {
        Path from = Moved.below(outgoing, slip.file());
        Path to = Moved.below(held, slip.held());
        if (!QueueEntry.read(from).isThe(slip)) {
            return Answer.left(slip, "was changed a moment ago; run it again");
        }
        Answer answer = Moved.answer(slip, from, to);
        if (answer.outcome() != Outcome.DONE || QueueEntry.read(to).isThe(slip)) {
            return answer;
        }
        Answer back = Moved.answer(slip, to, from); // the server had it open
        return Answer.left(
                slip,
                back.outcome() == Outcome.DONE
                        ? "was changed while it was moved; run it again"
                        : "was changed while it was moved, and is in " + to);
    }

    @Override
    public List<Answer> release(List<Slip> slips) throws IOException {
        makeFolders(outgoing, slips.stream().map(Slip::file).toList());
        List<Answer> answers = each(slips, this::release);
        tidy(slips);
        return answers;
    }

    private Answer release(Slip slip) throws IOException {
        Path from = Moved.below(held, slip.held());
        boolean same =
                QueueEntry.read(from).isThe(slip) || QueueEntry.hash(from).equals(slip.sha256());
        return same
                ? Moved.answer(slip, from, Moved.below(outgoing, slip.file()))
                : Answer.left(slip, "was changed while it was held: " + from);
    }

    @Override
    public List<Answer> remove(List<Slip> slips) throws IOException {
        List<Answer> answers =
                each(
                        slips,
                        slip -> {
                            Files.delete(Moved.below(held, slip.held()));
                            return Answer.done(slip);
                        });
        tidy(slips);
        return answers;
    }

    private interface Attempt {
        Answer at(Slip slip) throws IOException;
    }

    private static List<Answer> each(List<Slip> slips, Attempt attempt) {
        Answer[] answers = new Answer[slips.size()];
        sideBySide(slips.size(), i -> answers[i] = tried(slips.get(i), attempt), "move");
        return Arrays.asList(answers);
    }

    private static Answer tried(Slip slip, Attempt attempt) {
        try {
            return attempt.at(slip);
        } catch (NoSuchFileException _) {
            return Answer.gone(slip);
        } catch (IOException e) {
            return Answer.left(slip, Moved.why(e));
        }
    }

    private interface Job {
        void at(int index);
    }

    private static void sideBySide(int count, Job job, String name) {
        if (count < WORTH_THREADS) {
            IntStream.range(0, count).forEach(job::at);
            return;
        }
        List<Runnable> jobs = new ArrayList<>();
        for (int part = 0; part < SIDE_BY_SIDE; part++) {
            int from = count * part / SIDE_BY_SIDE;
            int to = count * (part + 1) / SIDE_BY_SIDE;
            jobs.add(() -> IntStream.range(from, to).forEach(job::at));
        }
        Crew.run(name, jobs);
    }

    private static void makeFolders(Path root, List<String> files) throws IOException {
        Set<Path> made = new HashSet<>();
        for (String file : files) {
            Path folder = Moved.below(root, file).getParent();
            if (folder != null && made.add(folder) && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        }
    }

    /** Takes away folders that are empty now, from the deepest up. */
    private void tidy(List<Slip> slips) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (Slip slip : slips) {
            Path folder = Moved.below(held, slip.held()).getParent();
            while (folder != null && !folder.equals(held) && folders.add(folder)) {
                folder = folder.getParent();
            }
        }
        folders.stream()
                .sorted((a, b) -> b.getNameCount() - a.getNameCount())
                .forEach(Quarantine::deleteIfEmpty);
    }

    private static void deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            return; // it holds other messages
        }
    }

    @Override
    public Whereabouts where(Slip slip) throws IOException {
        if (heldFile(slip).isPresent()) {
            return Whereabouts.HELD;
        }
        return Files.exists(Moved.below(outgoing, slip.file()), LinkOption.NOFOLLOW_LINKS)
                ? Whereabouts.QUEUED
                : Whereabouts.GONE;
    }

    /**
     * Those in their place, and those that the server has moved since, known by their bytes: it may
     * give a file another name or folder. One that it has written to is another.
     */
    @Override
    public Set<QueueId> again(List<Slip> slips, List<QueuedMessage> waiting) throws IOException {
        Set<QueueId> again = Holds.super.again(slips, waiting);
        Set<Likeness> moved = new HashSet<>();
        Set<Long> sizes = new HashSet<>();
        for (Slip slip : slips) {
            if (!again.contains(slip.queueId()) && where(slip) == Whereabouts.GONE) {
                moved.add(new Likeness(slip.size(), slip.sha256()));
                sizes.add(slip.size());
            }
        }
        for (QueuedMessage message : waiting) {
            if (!again.contains(message.queueId()) && isAmong(message, sizes, moved)) {
                again.add(message.queueId());
            }
        }
        return again;
    }

    /** By what a file is known wherever it lies. */
    private record Likeness(long size, String sha256) {}

    private boolean isAmong(QueuedMessage message, Set<Long> sizes, Set<Likeness> moved)
            throws IOException {
        Path file = outgoing.getFileSystem().getPath(message.file());
        try {
            long size = QueueEntry.read(file).size();
            return sizes.contains(size)
                    && moved.contains(new Likeness(size, QueueEntry.hash(file)));
        } catch (FileSystemException _) {
            return false; // sent meanwhile, or not to be read: whoever holds it says so
        }
    }

    @Override
    public Optional<Path> heldFile(Slip slip) throws IOException {
        return Optional.of(Moved.below(held, slip.held()))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public String afterRelease() {
        return "If IceWarp does not take them up, restart its SMTP service.";
    }
}
