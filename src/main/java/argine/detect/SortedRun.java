// SPDX-License-Identifier: Apache-2.0
package argine.detect;

/**
 * The longest run of names that came in alphabetical order.
 *
 * <p>The last name is copied, not kept: of a million of names none then lives longer than its line.
 */
final class SortedRun {
    private static final char[] NOTHING = {};

    private char[] last = NOTHING;
    private int length;
    private int run;
    private int longest;

    void next(String name) {
        run = isBehindLast(name) ? run + 1 : 1;
        longest = Math.max(longest, run);
        length = name.length();
        if (last.length < length) {
            last = new char[Math.max(16, length)];
        }
        name.getChars(0, length, last, 0);
    }

    private boolean isBehindLast(String name) {
        int common = Math.min(length, name.length());
        for (int i = 0; i < common; i++) {
            if (name.charAt(i) != last[i]) {
                return name.charAt(i) > last[i];
            }
        }
        return name.length() > length;
    }

    void add(SortedRun other) {
        longest = Math.max(longest, other.longest);
    }

    int longest() {
        return longest;
    }
}
