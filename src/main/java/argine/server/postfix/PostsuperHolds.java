// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.server.Moved;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The hold queue of a Postfix that may be running, through its own {@code postsuper}.
 *
 * <p>What was chosen was read from its file a moment ago; afterwards the file on hold is looked at
 * again. If in between the ID went to another message, that one is released at once.
 *
 * <p><b>Limits.</b> A delivery that has begun goes on: the message is held, and what was delivered
 * is delivered. Postfix decides where a released message waits: in {@code deferred}.
 */
final class PostsuperHolds implements Holds {
    /** A message that goes round between Postfix's folders can slip through postsuper's hands. */
    private static final int ATTEMPTS = 3;

    private final Spool spool;
    private final Postsuper postsuper;
    private final boolean atWork;
    private volatile Instant readSince = Instant.MAX;

    /** A queue, Postfix's program for it, and whether Postfix works on it. */
    PostsuperHolds(Spool spool, Postsuper postsuper, boolean atWork) {
        this.spool = spool;
        this.postsuper = postsuper;
        this.atWork = atWork;
    }

    @Override
    public String server() {
        return "postfix";
    }

    @Override
    public boolean isAtWork() {
        return atWork;
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
        notLaterThan(since);
        List<Answer> answers = new ArrayList<>(messages.size());
        for (QueuedMessage message : messages) {
            answers.add(spool.slip(message));
        }
        return answers;
    }

    private synchronized void notLaterThan(Instant since) {
        if (since.isBefore(readSince)) {
            readSince = since;
        }
    }

    @Override
    public List<Answer> hold(List<Slip> slips) throws IOException {
        List<Optional<Answer>> answers = unanswered(slips);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            postsuper.run(Postsuper.Deed.HOLD, open(slips, answers));
            answer(slips, answers, this::after);
        }
        return closed(slips, answers, "postsuper did not hold it");
    }

    private Optional<Answer> after(Slip slip) throws IOException {
        if (spool.isHeldSince(slip, readSince) || spool.held(slip).isPresent()) {
            return Optional.of(Answer.done(slip));
        }
        if (spool.heldInstead(slip).isPresent()) {
            postsuper.run(Postsuper.Deed.RELEASE, List.of(slip.queueId()));
            return Optional.of(Answer.gone(slip));
        }
        return spool.waiting(slip).isPresent() ? Optional.empty() : Optional.of(Answer.gone(slip));
    }

    @Override
    public List<Answer> release(List<Slip> slips) throws IOException {
        return takeAway(slips, Postsuper.Deed.RELEASE, "postsuper did not release it");
    }

    @Override
    public List<Answer> remove(List<Slip> slips) throws IOException {
        return takeAway(slips, Postsuper.Deed.DELETE, "postsuper did not delete it");
    }

    /** From hold, where nothing but an administrator takes a message away. */
    private List<Answer> takeAway(List<Slip> slips, Postsuper.Deed deed, String otherwise)
            throws IOException {
        List<Optional<Answer>> answers = unanswered(slips);
        answer(
                slips,
                answers,
                slip ->
                        spool.held(slip).isPresent()
                                ? Optional.empty()
                                : Optional.of(Answer.gone(slip)));
        postsuper.run(deed, open(slips, answers));
        answer(
                slips,
                answers,
                slip ->
                        spool.held(slip).isPresent()
                                ? Optional.empty()
                                : Optional.of(Answer.done(slip)));
        return closed(slips, answers, otherwise);
    }

    /** A look at one message, which answers or leaves it open. */
    private interface Look {
        Optional<Answer> at(Slip slip) throws IOException;
    }

    private static List<Optional<Answer>> unanswered(List<Slip> slips) {
        return new ArrayList<>(Collections.nCopies(slips.size(), Optional.empty()));
    }

    private static void answer(List<Slip> slips, List<Optional<Answer>> answers, Look look) {
        for (int i = 0; i < slips.size(); i++) {
            if (answers.get(i).isEmpty()) {
                try {
                    answers.set(i, look.at(slips.get(i)));
                } catch (IOException e) {
                    answers.set(i, Optional.of(Answer.left(slips.get(i), Moved.why(e))));
                }
            }
        }
    }

    private static List<QueueId> open(List<Slip> slips, List<Optional<Answer>> answers) {
        List<QueueId> open = new ArrayList<>(slips.size());
        for (int i = 0; i < slips.size(); i++) {
            if (answers.get(i).isEmpty()) {
                open.add(slips.get(i).queueId());
            }
        }
        return open;
    }

    private static List<Answer> closed(
            List<Slip> slips, List<Optional<Answer>> answers, String otherwise) {
        List<Answer> closed = new ArrayList<>(slips.size());
        for (int i = 0; i < slips.size(); i++) {
            Optional<Answer> answer = answers.get(i);
            closed.add(answer.isPresent() ? answer.get() : Answer.left(slips.get(i), otherwise));
        }
        return closed;
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
        return "Postfix tries them at its next queue run; at once: postqueue"
                + postsuper.option()
                + " -f";
    }
}
