// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import java.util.List;

/** Numbers as a row of small columns, one character each; plain ASCII where nothing else works. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = ".:-=+*#@";

    private Sparkline() {}

    /** The last numbers that fit; a zero is a blank, the largest is the highest. */
    static String of(List<? extends Number> numbers, int width, boolean unicode) {
        List<? extends Number> last =
                numbers.subList(Math.max(0, numbers.size() - width), numbers.size());
        long most = last.stream().mapToLong(Number::longValue).max().orElse(0);
        StringBuilder line = new StringBuilder(width);
        for (Number number : last) {
            line.append(column(number.longValue(), most, unicode ? BLOCKS : ASCII));
        }
        return line.toString();
    }

    private static char column(long number, long most, String columns) {
        if (number <= 0) {
            return ' ';
        }
        double share = (double) number / most; // of a picture, not of a rule
        return columns.charAt((int) Math.min(7, Math.ceil(share * 8) - 1));
    }
}
