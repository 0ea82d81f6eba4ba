// SPDX-License-Identifier: Apache-2.0
package argine.server;

/**
 * What is there and could not be read, or not to its end: how many files and folders, and the first
 * of them with the reason.
 *
 * <p>What was counted is a part then: it can show that something is wrong, never that nothing is.
 */
public record Unreadable(long count, String first) {
    public static final Unreadable NOTHING = new Unreadable(0, "");

    public boolean isNothing() {
        return count == 0;
    }

    public Unreadable plus(String sentence) {
        return new Unreadable(count + 1, isNothing() ? sentence : first);
    }

    public Unreadable plus(Unreadable other) {
        return new Unreadable(count + other.count, isNothing() ? other.first : first);
    }

    /** The first of them in words, and how many more. */
    public String said() {
        return count > 1 ? first + ", and " + (count - 1) + " more" : first;
    }
}
