// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

/**
 * A stranger's words, made safe to print: one line of bounded length in which everything that a
 * terminal or a browser would obey, hide or reorder is shown as an escape such as {@code \x1b}.
 *
 * <p>A backslash stays as it is: the escapes are for the eye and are not meant to be read back.
 * What is clean comes back unchanged, so cleaning twice does no harm.
 */
public final class Plain {
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_MARKS = 4;
    private static final String ELLIPSIS = "...";

    private Plain() {}

    /** The text, at most 2000 characters of it. */
    public static String line(String text) {
        return line(text, MAX_LENGTH);
    }

    /** The text, cut to a number of characters; where it was cut it ends in three dots. */
    public static String line(String text, int max) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), max) + ELLIPSIS.length());
        int marks = 0;
        for (int i = 0; i < text.length() && clean.length() <= max; ) {
            int c = text.codePointAt(i);
            marks = isMark(c) ? marks + 1 : 0;
            if (isHidden(c) || marks > MAX_MARKS) {
                escape(c, clean);
            } else {
                clean.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return cut(clean, max);
    }

    /**
     * Whether a character does something, or nothing that can be seen, instead of showing itself.
     */
    static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> isFiller(codePoint);
        };
    }

    /** Letters by their type, nothing to the eye. */
    private static boolean isFiller(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0;
    }

    /** Piled up, marks run into the lines above and below. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static void escape(int c, StringBuilder to) {
        switch (c) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                String hex = Integer.toHexString(c);
                int digits = c < 0x100 ? 2 : 4;
                to.append(c < 0x100 ? "\\x" : "\\u");
                to.append("0".repeat(Math.max(0, digits - hex.length()))).append(hex);
            }
        }
    }

    private static String cut(StringBuilder clean, int max) {
        if (clean.length() > max) {
            int end = Math.max(0, max - ELLIPSIS.length());
            boolean half = end > 0 && Character.isHighSurrogate(clean.charAt(end - 1));
            clean.setLength(half ? end - 1 : end);
            clean.append(ELLIPSIS);
        }
        return clean.toString();
    }
}
