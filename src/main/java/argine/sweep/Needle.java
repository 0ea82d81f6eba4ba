// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * What is looked for in messages: words, or a regular expression.
 *
 * <p>It is looked for in the bytes as they are and in what a person sees. Expressions are RE2's,
 * whose time grows with the text and never faster: a stranger writes the text.
 */
public abstract sealed class Needle {
    /** How long a match of an expression may be and still be found wherever it stands. */
    static final int LONGEST_MATCH = 2048;

    /** The words as they are typed; white space between them may be of any kind and length. */
    public static Needle words(String words, boolean matchCase) {
        return new Words(words, matchCase);
    }

    /**
     * An expression in RE2's syntax.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static Needle expression(String expression, boolean matchCase) {
        try {
            int flags = Pattern.MULTILINE | (matchCase ? 0 : Pattern.CASE_INSENSITIVE);
            return new Expression(Pattern.compile(expression, flags));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no expression of RE2: " + e.getDescription(), e);
        }
    }

    /** Whether one decoded line holds another, as a person reads them. */
    public static boolean isIn(String line, String part) {
        return Folding.fold(Folding.seen(line)).contains(Folding.fold(Folding.seen(part)));
    }

    /**
     * Whether it is in bytes that are given as characters, {@code lower} with ASCII in lower case.
     */
    abstract boolean isInBytes(String bytes, String lower);

    /** Whether it is in text as it is seen, and as {@link Folding} makes it. */
    abstract boolean isInText(String text, String folded);

    /** How much of a text must be looked at together so that no match is cut in two. */
    abstract int reach();

    private static final class Words extends Needle {
        private final String bytes;
        private final String text;
        private final boolean matchCase;

        Words(String words, boolean matchCase) {
            this.matchCase = matchCase;
            String latin =
                    new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            this.bytes = matchCase ? latin : Folding.ascii(latin);
            this.text = matchCase ? Folding.seen(words) : Folding.fold(Folding.seen(words));
        }

        @Override
        boolean isInBytes(String given, String lower) {
            return (matchCase ? given : lower).contains(bytes);
        }

        @Override
        boolean isInText(String given, String folded) {
            return !text.isEmpty() && (matchCase ? given : folded).contains(text);
        }

        @Override
        int reach() {
            return Math.max(bytes.length(), text.length());
        }
    }

    private static final class Expression extends Needle {
        private final Pattern pattern;

        Expression(Pattern pattern) {
            this.pattern = pattern;
        }

        @Override
        boolean isInBytes(String bytes, String lower) {
            return pattern.matcher(bytes).find();
        }

        @Override
        boolean isInText(String text, String folded) {
            return pattern.matcher(text).find();
        }

        @Override
        int reach() {
            return LONGEST_MATCH;
        }
    }
}
