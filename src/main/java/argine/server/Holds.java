// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The place where a mail server's messages wait for an administrator, out of the way of delivery.
 *
 * <p>Whoever calls has written down what is to happen before it does, and asks {@link #where}
 * afterwards if it was interrupted: every way out of here leaves a message in the queue, held, or,
 * when the server was faster, delivered; never lost and never in two places. A message that cannot
 * be moved is an answer, not an error: an {@code IOException} means that none can.
 */
public interface Holds {

    /**
     * By what a message is known again, where it came from and where it is held: its way out of the
     * queue and back.
     *
     * <p>{@code file} is its place in the queue and {@code held} its place while it is held, both
     * from the folder that the server names. A queue ID alone is not enough: short ones come again
     * within seconds, so arrival and account must be the same too. On IceWarp {@code arrival} is
     * the time of the file's last change, and size and hash must be the same. {@code sha256} is
     * empty for Postfix, which may still mark recipients in a held file while a delivery goes on.
     */
    record Slip(
            QueueId queueId,
            String file,
            String held,
            Instant arrival,
            String account,
            long size,
            String sha256) {}

    /** What became of one message; {@code why} is a few words where it was left alone. */
    record Answer(Slip slip, Outcome outcome, String why) {
        public static Answer done(Slip slip) {
            return new Answer(slip, Outcome.DONE, "");
        }

        public static Answer gone(Slip slip) {
            return new Answer(slip, Outcome.GONE, "");
        }

        public static Answer left(Slip slip, String why) {
            return new Answer(slip, Outcome.LEFT, why);
        }
    }

    /** The three ends of an attempt. */
    enum Outcome {
        /** It was done, and looked at afterwards. */
        DONE,
        /** The message was not there any more: delivered, or taken away by somebody else. */
        GONE,
        /** The message stayed where it was. */
        LEFT
    }

    /** Where a message is now. */
    enum Whereabouts {
        QUEUED,
        HELD,
        GONE
    }

    /** The server's name, as {@code --server} takes it. */
    String server();

    /** Whether the server works on the queue meanwhile, so that more may come to light. */
    boolean isAtWork();

    /** The folder of the queue. */
    Path queue();

    /**
     * The file that is locked while anything is changed here: for one queue always the same,
     * whoever changes it and wherever that is written down. It need not exist.
     */
    Path lockFile();

    /**
     * Makes out slips for messages that were read from the queue no earlier than {@code since};
     * {@code receipt} is under what name they will be held. Nothing is moved yet.
     */
    List<Answer> slips(List<QueuedMessage> messages, Instant since, String receipt)
            throws IOException;

    /** Holds messages, in the order of the answers. */
    List<Answer> hold(List<Slip> slips) throws IOException;

    /** Gives held messages back to the server. */
    List<Answer> release(List<Slip> slips) throws IOException;

    /** Deletes held messages. */
    List<Answer> remove(List<Slip> slips) throws IOException;

    /** Finds a message. */
    Whereabouts where(Slip slip) throws IOException;

    /** Those of the waiting messages that slips tell of, as far as that is sure. */
    default Set<QueueId> again(List<Slip> slips, List<QueuedMessage> waiting) throws IOException {
        Set<QueueId> ids = new HashSet<>();
        waiting.forEach(message -> ids.add(message.queueId()));
        Set<QueueId> again = new HashSet<>();
        for (Slip slip : slips) {
            if (ids.contains(slip.queueId()) && where(slip) == Whereabouts.QUEUED) {
                again.add(slip.queueId());
            }
        }
        return again;
    }

    /** The file of a message, if it is held. */
    Optional<Path> heldFile(Slip slip) throws IOException;

    /** What the administrator may want to do after a release, as a sentence; empty if nothing. */
    String afterRelease();
}
