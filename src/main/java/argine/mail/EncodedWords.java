// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/**
 * The encoded words of a header field (RFC 2047), decoded as a mail program shows them.
 *
 * <p>What begins like a word and names a character set that nobody knows is shown as it is written.
 * The library does not get to see it: it would ask Java for each such name, and a hostile field has
 * thousands of them.
 */
public final class EncodedWords {
    private static final String BEGIN = "=?";
    private static final String END = "?=";
    private static final int LONGEST_NAME = 40;

    /** The language of an encoded word stands behind its character set, by RFC 2231. */
    private static final Pattern LANGUAGE =
            Pattern.compile("=\\?([^?*\\s]{1,40}+)\\*[^?\\s]{0,40}+\\?");

    private EncodedWords() {}

    /** The body of a field as it is shown. */
    public static String decoded(String field) {
        if (!field.contains(BEGIN)) {
            return field;
        }
        StringBuilder shown = new StringBuilder(field.length());
        int from = 0;
        int next;
        for (int at = field.indexOf(BEGIN); at >= 0; at = field.indexOf(BEGIN, next)) {
            if (isOfKnownCharset(field, at + 2)) {
                next = behindWord(field, at + 2);
            } else {
                next = at + 2;
                shown.append(words(field.substring(from, at))).append(BEGIN);
                from = next;
            }
        }
        return shown.append(words(field.substring(from))).toString();
    }

    private static boolean isOfKnownCharset(String field, int from) {
        int end = from;
        int most = Math.min(field.length(), from + LONGEST_NAME);
        while (end < most && field.charAt(end) != '?' && field.charAt(end) != '*') {
            end++;
        }
        return end < most && Charsets.known(field.substring(from, end)).isPresent();
    }

    /** Base64 may end in what looks like another beginning: {@code Yg==?=}. */
    private static int behindWord(String field, int from) {
        int encoding = field.indexOf('?', from) + 1;
        int text = encoding == 0 ? 0 : field.indexOf('?', encoding) + 1;
        int end = text == 0 ? -1 : field.indexOf(END, text);
        return end < 0 ? from : end + 2;
    }

    private static String words(String piece) {
        try {
            return piece.contains(BEGIN)
                    ? DecoderUtil.decodeEncodedWords(
                            LANGUAGE.matcher(piece).replaceAll("=?$1?"), DecodeMonitor.SILENT)
                    : piece;
        } catch (RuntimeException _) { // a library that reads hostile bytes
            return piece;
        }
    }
}
