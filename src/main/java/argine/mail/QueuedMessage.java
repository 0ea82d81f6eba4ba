// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.time.Instant;
import java.util.List;

/**
 * A message that is in the queue now, as its queue file tells it.
 *
 * <p>{@code size} is the message size in bytes, {@code arrival} when the server accepted it, {@code
 * recipients} those still waiting, {@code done} those already finished. The headers are decoded and
 * bounded; {@code text} is the beginning of the decoded text, {@code gist} what is compared of it.
 */
public record QueuedMessage(
        QueueId queueId,
        Place place,
        String file,
        Instant arrival,
        long size,
        Envelope envelope,
        List<Address> done,
        Headers headers,
        String text,
        Gist gist,
        Logged logged) {

    /** Takes the gist of the text, which costs time: better where messages are read in parallel. */
    public QueuedMessage(
            QueueId queueId,
            Place place,
            String file,
            Instant arrival,
            long size,
            Envelope envelope,
            List<Address> done,
            Headers headers,
            String text) {
        this(queueId, place, file, arrival, size, envelope, done, headers, text, Gist.of(text));
    }

    public QueuedMessage(
            QueueId queueId,
            Place place,
            String file,
            Instant arrival,
            long size,
            Envelope envelope,
            List<Address> done,
            Headers headers,
            String text,
            Gist gist) {
        this(
                queueId,
                place,
                file,
                arrival,
                size,
                envelope,
                done,
                headers,
                text,
                gist,
                Logged.AS_NAMED);
    }

    /** The same without its text, of which the gist is kept. */
    public QueuedMessage withoutText() {
        return new QueuedMessage(
                queueId, place, file, arrival, size, envelope, done, headers, "", gist, logged);
    }

    /** Where the log of the same server tells of the message. */
    public enum Logged {
        /** If at all, under its queue ID. */
        AS_NAMED,
        /** It came in under a queue ID that the log gives to another message by now. */
        COME_IN,
        /** It came in and ended, although it still lies in the queue. */
        ENDED
    }

    /** The queue a message stands in. */
    public enum Place {
        INCOMING,
        ACTIVE,
        DEFERRED,
        HOLD,
        MAILDROP,
        CORRUPT
    }

    /**
     * Who sent it, with what login, from where, to whom.
     *
     * <p>{@code account} is empty when nobody logged in, or when the queue does not tell.
     */
    public record Envelope(
            Address sender,
            String account,
            String clientName,
            ClientAddress client,
            String helo,
            List<Address> recipients) {}

    /** The headers that say what kind of mail it is; empty where absent. */
    public record Headers(
            String from,
            String subject,
            String messageId,
            String replyTo,
            String userAgent,
            String phpScript,
            boolean listUnsubscribe) {

        public static final Headers NONE = new Headers("", "", "", "", "", "", false);
    }
}
