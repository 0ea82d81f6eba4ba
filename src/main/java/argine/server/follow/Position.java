// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a log was read.
 *
 * @param log the name under which the log is followed
 * @param key what tells its file from all others of the disk, or where the journal was read to
 * @param offset the first byte that was not handed on
 * @param line the number of the line there
 * @param passing whether that is in the middle of a line that was too long
 * @param written when the file was last changed, in milliseconds
 */
record Position(
        String log,
        String key,
        long offset,
        long line,
        boolean passing,
        long written,
        Beginning beginning) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\S+) (\\S+) (\\d{1,18}) (\\d{1,18}) ([01]) (-?\\d{1,18}) (\\d{1,4}):(\\w*)");

    /** A file that was read to its end and is known again by how it begins. */
    static Position done(String log, Beginning beginning) {
        return new Position(log, "", -1, 0, false, 0, beginning);
    }

    /** A place in a journal. */
    static Position journal(String log, String cursor) {
        return new Position(log, cursor, 0, 0, false, 0, Beginning.NONE);
    }

    boolean isDone() {
        return offset < 0;
    }

    /** As one line of text. */
    String text() {
        return String.join(
                " ",
                word(log),
                word(key),
                Long.toString(offset + 1),
                Long.toString(line),
                passing ? "1" : "0",
                Long.toString(written),
                beginning.length() + ":" + beginning.sum());
    }

    static Optional<Position> of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Position(
                            plain(form.group(1)),
                            plain(form.group(2)),
                            Long.parseLong(form.group(3)) - 1,
                            Long.parseLong(form.group(4)),
                            form.group(5).equals("1"),
                            Long.parseLong(form.group(6)),
                            new Beginning(Integer.parseInt(form.group(7)), form.group(8))));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a name that nobody wrote so
        }
    }

    /** Without spaces, and never empty. */
    private static String word(String text) {
        return "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String plain(String word) {
        return URLDecoder.decode(word.substring(1), StandardCharsets.UTF_8);
    }
}
