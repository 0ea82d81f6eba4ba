// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.util.Optional;

/**
 * The name of one thing that was done, by which it can be undone: a day and a running number, for
 * example {@code 2026-11-24.1}.
 *
 * <p>Short, because somebody types it at night, and with a dot, which no queue ID has. It is also
 * the name of the journal's file, so nothing else gets in.
 */
public record ReceiptId(String text) implements Comparable<ReceiptId> {
    private static final String FORM = "[0-9]{4}-[0-9]{2}-[0-9]{2}\\.[1-9][0-9]{0,5}";

    public ReceiptId {
        if (!text.matches(FORM)) {
            throw new IllegalArgumentException("not a receipt");
        }
    }

    /** The receipt of this name, if it is one. */
    public static Optional<ReceiptId> parse(String text) {
        return text.matches(FORM) ? Optional.of(new ReceiptId(text)) : Optional.empty();
    }

    /** In the order in which they were given out. */
    @Override
    public int compareTo(ReceiptId other) {
        int days = day().compareTo(other.day());
        return days == 0 ? Integer.compare(number(), other.number()) : days;
    }

    String day() {
        return text.substring(0, text.indexOf('.'));
    }

    int number() {
        return Integer.parseInt(text.substring(text.indexOf('.') + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
