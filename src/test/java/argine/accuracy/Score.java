// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import java.util.Set;

/** How often a rule was right, over all accounts of all runs. */
final class Score {
    private int found;
    private int wrongly;
    private int missed;

    void add(Set<String> stolen, Set<String> accused) {
        for (String account : accused) {
            if (stolen.contains(account)) {
                found++;
            } else {
                wrongly++;
            }
        }
        missed += (int) stolen.stream().filter(account -> !accused.contains(account)).count();
    }

    /** {@code | 10 | 1 | 4 | 0.91 | 0.71 |}. */
    String row() {
        return "| "
                + found
                + " | "
                + wrongly
                + " | "
                + missed
                + " | "
                + share(found, found + wrongly)
                + " | "
                + share(found, found + missed)
                + " |";
    }

    private static String share(int part, int whole) {
        if (whole == 0) {
            return "-";
        }
        int hundredths = (200 * part + whole) / (2 * whole);
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }
}
