// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.util.Locale;
import java.util.Map;

/**
 * The size of the terminal and whether it shows more than ASCII.
 *
 * <p>The launcher asks the terminal for its size, when it starts; 80 columns and 24 rows where
 * nobody knows.
 */
public record Terminal(int columns, int rows, boolean unicode) {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;
    private static final int WIDEST = 160;

    public static Terminal ofThisProcess() {
        return of(System.getProperty("argine.size", ""), System.getenv());
    }

    /** From the answer of {@code stty size}, rows first, and the environment. */
    public static Terminal of(String size, Map<String, String> environment) {
        boolean known = size.matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}");
        int space = size.indexOf(' ');
        return new Terminal(
                known ? Math.min(WIDEST, Integer.parseInt(size.substring(space + 1))) : COLUMNS,
                known ? Integer.parseInt(size.substring(0, space)) : ROWS,
                isUnicode(environment));
    }

    private static boolean isUnicode(Map<String, String> environment) {
        String locale = "";
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            locale = locale.isEmpty() ? environment.getOrDefault(name, "") : locale;
        }
        String kind = environment.getOrDefault("TERM", "");
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8")
                && !kind.equals("linux")
                && !kind.equals("dumb");
    }
}
