// SPDX-License-Identifier: Apache-2.0
package argine.guard.setup;

/** Something that is wrong in a configuration, and in which line. */
public record Problem(int line, String text) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return Integer.compare(line, other.line);
    }
}
