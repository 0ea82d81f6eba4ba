// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import org.jspecify.annotations.Nullable;

/**
 * The name a mail server gives a message while it is in the queue.
 *
 * <p>It is the thread through the log: every line about the message carries it. It also ends up in
 * file names and on command lines, so nothing but letters, digits and inner hyphens gets in, and
 * not the word {@code ALL}, which {@code postsuper} takes for the whole queue. Its fingerprint is
 * made once: a log asks for it millions of times.
 */
public final class QueueId {
    private static final int MAX_LENGTH = 64;

    private final String text;
    private final long fingerprint;

    public QueueId(String text) {
        if (!isQueueId(text)) {
            throw new IllegalArgumentException("not a queue ID");
        }
        this.text = text;
        this.fingerprint = Fingerprint.of(0, text);
    }

    public String text() {
        return text;
    }

    /** Tells whether a text may name one message and can reach no further than that message. */
    public static boolean isQueueId(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.equalsIgnoreCase("ALL")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isLetterOrDigit(text.charAt(i)) && (text.charAt(i) != '-' || i == 0)) {
                return false;
            }
        }
        return true;
    }

    /** A 64-bit fingerprint, for finding the message among others; equal IDs have equal ones. */
    public long fingerprint() {
        return fingerprint;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueId id && fingerprint == id.fingerprint && text.equals(id.text);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint);
    }

    @Override
    public String toString() {
        return text;
    }
}
