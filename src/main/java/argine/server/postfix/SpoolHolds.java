// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.server.Moved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hold folder of a queue that no Postfix works on: a copy, for looking into what happened.
 *
 * <p>A message is moved to {@code hold} and back to the very place it came from.
 */
public final class SpoolHolds implements Holds {
    private final Spool spool;

    /** The queue that a folder is, or that it is a folder of. */
    public SpoolHolds(Path queue) throws IOException {
        this.spool = Spool.of(queue);
    }

    @Override
    public String server() {
        return "postfix";
    }

    @Override
    public boolean isAtWork() {
        return false;
    }

    @Override
    public Path queue() {
        return spool.root();
    }

    @Override
    public Path lockFile() {
        return spool.lockFile();
    }

    @Override
    public List<Answer> slips(List<QueuedMessage> messages, Instant since, String receipt)
            throws IOException {
        List<Answer> answers = new ArrayList<>(messages.size());
        for (QueuedMessage message : messages) {
            answers.add(spool.slip(message));
        }
        return answers;
    }

    @Override
    public List<Answer> hold(List<Slip> slips) throws IOException {
        makeHold();
        return each(
                slips,
                slip -> {
                    Optional<Path> file = spool.waiting(slip);
                    return file.isEmpty()
                            ? Answer.gone(slip)
                            : Moved.answer(slip, file.get(), Moved.below(queue(), slip.held()));
                });
    }

    /** As Postfix would make it: for its user alone. Two batches may come to it at once. */
    private synchronized void makeHold() throws IOException {
        Path hold = queue().resolve(Spool.HOLD);
        if (!Files.isDirectory(hold, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    hold,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Files.setOwner(hold, Files.getOwner(queue()));
        }
    }

    @Override
    public List<Answer> release(List<Slip> slips) throws IOException {
        return each(
                slips,
                slip -> {
                    Optional<Path> file = spool.held(slip);
                    return file.isEmpty()
                            ? Answer.gone(slip)
                            : Moved.answer(slip, file.get(), Moved.below(queue(), slip.file()));
                });
    }

    @Override
    public List<Answer> remove(List<Slip> slips) throws IOException {
        return each(slips, this::remove);
    }

    private Answer remove(Slip slip) throws IOException {
        Optional<Path> file = spool.held(slip);
        if (file.isEmpty()) {
            return Answer.gone(slip);
        }
        try {
            Files.delete(file.get());
            return Answer.done(slip);
        } catch (NoSuchFileException _) {
            return Answer.gone(slip);
        }
    }

    private interface Attempt {
        Answer at(Slip slip) throws IOException;
    }

    private static List<Answer> each(List<Slip> slips, Attempt attempt) {
        List<Answer> answers = new ArrayList<>(slips.size());
        for (Slip slip : slips) {
            try {
                answers.add(attempt.at(slip));
            } catch (IOException e) {
                answers.add(Answer.left(slip, Moved.why(e)));
            }
        }
        return answers;
    }

    @Override
    public Whereabouts where(Slip slip) throws IOException {
        return spool.where(slip);
    }

    @Override
    public Optional<Path> heldFile(Slip slip) throws IOException {
        return spool.held(slip);
    }

    @Override
    public String afterRelease() {
        return "";
    }
}
