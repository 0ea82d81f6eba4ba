// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

/** The English names of months, as logs write them: three letters. */
public final class MonthName {
    private static final String ALL = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private MonthName() {}

    /** The month whose name stands at an index, 1 to 12; 0 where none does. */
    public static int at(byte[] b, int at) {
        for (int m = 0; m < 12; m++) {
            if (ALL.charAt(m * 3) == b[at]
                    && ALL.charAt(m * 3 + 1) == b[at + 1]
                    && ALL.charAt(m * 3 + 2) == b[at + 2]) {
                return m + 1;
            }
        }
        return 0;
    }
}
