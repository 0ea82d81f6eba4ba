// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.util.function.Function;

/**
 * Replaces parameters in a value of main.cf: {@code $name}, {@code ${name}}, {@code $(name)}.
 *
 * <p>{@code ${name?text}} is the text if the parameter has a value, {@code ${name:text}} if it has
 * none, {@code ${name?{text}:{other}}} one or the other. What is unknown is empty, and so are the
 * comparisons of Postfix 3. A file can make parameters contain each other; depth, steps and length
 * are bounded.
 */
final class Expansion {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_STEPS = 10_000;
    private static final int MAX_LENGTH = 256 * 1024;

    private final Function<String, String> valueOf;
    private int steps;
    private int produced;

    /** {@code valueOf} gives the raw value of a parameter, empty where there is none. */
    Expansion(Function<String, String> valueOf) {
        this.valueOf = valueOf;
    }

    String expand(String text) {
        return expand(text, 0);
    }

    private String expand(String text, int depth) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length() && ++steps <= MAX_STEPS) {
            int dollar = text.indexOf('$', at);
            String plain = text.substring(at, dollar < 0 ? text.length() : dollar);
            append(out, plain);
            if (dollar < 0) {
                break;
            }
            at = expandOne(text, dollar + 1, depth, out);
        }
        return out.toString();
    }

    private void append(StringBuilder out, String text) {
        produced += text.length();
        if (produced <= MAX_LENGTH) {
            out.append(text);
        }
    }

    /** Expands what stands behind a dollar sign; returns the place behind that. */
    private int expandOne(String text, int at, int depth, StringBuilder out) {
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '$') {
            append(out, "$");
            return at + 1;
        }
        if (first == '{' || first == '(') {
            int end = closing(text, at);
            append(out, inBrackets(text.substring(at + 1, end), depth));
            return Math.min(end + 1, text.length());
        }
        int end = nameEnd(text, at);
        append(out, parameter(text.substring(at, end), depth));
        return end;
    }

    private String parameter(String name, int depth) {
        return depth >= MAX_DEPTH ? "" : expand(valueOf.apply(name), depth + 1);
    }

    private String inBrackets(String inner, int depth) {
        int end = nameEnd(inner, 0);
        String name = inner.substring(0, end);
        String rest = inner.substring(end).strip();
        if (rest.isEmpty()) {
            return parameter(name, depth);
        }
        if (depth >= MAX_DEPTH || name.isEmpty()) {
            return "";
        }
        boolean hasValue = !valueOf.apply(name).isEmpty();
        String chosen =
                switch (rest.charAt(0)) {
                    case '?' -> choice(rest.substring(1).strip(), hasValue);
                    case ':' -> hasValue ? "" : bare(rest.substring(1).strip());
                    default -> "";
                };
        return expand(chosen, depth + 1);
    }

    /** {@code text}, {@code {text}} or {@code {text}:{other}}. */
    private static String choice(String text, boolean first) {
        if (!text.startsWith("{")) {
            return first ? text : "";
        }
        int end = closing(text, 0);
        if (first) {
            return text.substring(1, end).strip();
        }
        String rest = text.substring(Math.min(end + 1, text.length())).strip();
        return rest.startsWith(":") ? bare(rest.substring(1).strip()) : "";
    }

    private static String bare(String text) {
        return text.startsWith("{") ? text.substring(1, closing(text, 0)).strip() : text;
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return PostfixName.isLetterOrDigit(c) || c == '_';
    }

    /** The place of the bracket that closes the one at {@code open}, or the end of the text. */
    private static int closing(String text, int open) {
        char opening = text.charAt(open);
        char closing = opening == '{' ? '}' : ')';
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == opening) {
                depth++;
            } else if (text.charAt(i) == closing && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }
}
