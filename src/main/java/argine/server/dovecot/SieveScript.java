// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a Sieve script (RFC 5228) does with mail besides filing it, read for its words, not run.
 *
 * <p>Comments, texts in quotes and texts of many lines ({@code text:}) are told apart, so that a
 * word in one of them counts for nothing, and none of them hides a rule that follows.
 */
final class SieveScript {
    private static final int MOST_FOUND = 100;
    private static final int LONGEST_SHOWN = 300;
    private static final String NO_ADDRESS = "an address that is not written there";
    private static final Set<String> SENDS = Set.of("redirect", "notify");
    private static final Set<String> RUNS = Set.of("pipe", "execute", "filter");

    /** Something that a script does. */
    record Rule(String what, boolean suspicious) {}

    private final String text;
    private final List<Rule> rules = new ArrayList<>();
    private String command = "";
    private boolean told;
    private int at;

    private SieveScript(String text) {
        this.text = text;
    }

    static List<Rule> rules(String text) {
        SieveScript script = new SieveScript(text);
        while (script.at < text.length()) {
            script.next();
        }
        script.endOfCommand();
        return script.rules;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '#') {
            at = behind("\n", at);
        } else if (text.startsWith("/*", at)) {
            at = behind("*/", at + 2);
        } else if (c == '"') {
            said(quoted());
        } else if (c == ';' || c == '{' || c == '}') {
            endOfCommand();
            at++;
        } else if (isOfWord(c)) {
            word();
        } else {
            at++;
        }
    }

    private int behind(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private String quoted() {
        StringBuilder said = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length() && said.length() <= LONGEST_SHOWN) {
                said.append(text.charAt(at));
            }
        }
        at++;
        return said.toString();
    }

    private void word() {
        int from = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, Math.min(at, from + 40)).toLowerCase(Locale.ROOT);
        if (word.equals("text") && text.startsWith(":", at)) {
            said(lines());
        } else if (command.isEmpty() && (from == 0 || text.charAt(from - 1) != ':')) {
            command = word;
        }
    }

    private static boolean isOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /** The first line of a text that goes on up to a line with nothing but a dot. */
    private String lines() {
        int from = behind("\n", at);
        int line = from;
        while (line < text.length()) {
            int end = behind("\n", line);
            if (text.substring(line, Math.min(end, line + 3)).strip().equals(".")) {
                at = end;
                return shown(text.substring(from, line).lines().findFirst().orElse(""));
            }
            line = end;
        }
        at = text.length();
        return shown(text.substring(from).lines().findFirst().orElse(""));
    }

    private static String shown(String said) {
        return said.substring(0, Math.min(said.length(), LONGEST_SHOWN)).strip();
    }

    private void said(String what) {
        if (SENDS.contains(command)) {
            add(
                    command.equals("redirect")
                            ? "redirects mail to " + (what.indexOf('@') < 0 ? odd(what) : what)
                            : "tells somebody of mail (notify): " + what,
                    true);
            told = true;
        }
    }

    private static String odd(String what) {
        return NO_ADDRESS + " (" + what + ")";
    }

    private void endOfCommand() {
        if (SENDS.contains(command) && !told) {
            add(command.equals("redirect") ? "redirects mail to " + NO_ADDRESS : "notifies", true);
        } else if (RUNS.contains(command)) {
            add("hands mail to a program (" + command + ")", true);
        } else if (command.equals("vacation")) {
            add("answers mail (vacation)", false);
        } else if (command.equals("include")) {
            add("goes on with another script (include)", false);
        }
        command = "";
        told = false;
    }

    /** One more than are shown tells that there are more. */
    private void add(String what, boolean suspicious) {
        if (rules.size() < MOST_FOUND) {
            rules.add(new Rule(what, suspicious));
        } else if (rules.size() == MOST_FOUND) {
            rules.add(new Rule("has more rules than the " + MOST_FOUND + " shown", true));
        }
    }
}
