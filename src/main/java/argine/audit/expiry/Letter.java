// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What the owner of a password is told before it expires; {@code {account}}, {@code {date}} and
 * {@code {days}} stand for what they say.
 *
 * <p>It names no link and asks for no answer: people must not learn to follow such messages. It is
 * marked as written by a program, so that nobody's vacation answers it.
 */
public record Letter(String subject, String body) {
    public static final Letter USUAL =
            new Letter(
                    "Your mail password expires on {date}",
                    """
                    The password of {account} expires on {date}; whole days left: {days}.
                    After that you cannot log in with it any more.

                    Change it where you always change it. Nobody needs to know the old one for
                    that: do not answer this message, and trust no message that asks you for a
                    password or shows you a link to change it.
                    """);

    private static final int MOST = 16 * 1024;
    private static final int LONGEST_LINE = 900;
    private static final int LONGEST_PLAIN = 200;
    private static final int BYTES_OF_A_WORD = 45;
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._+=~#-]{0,63}";
    private static final String DOMAIN = "[A-Za-z0-9][A-Za-z0-9.-]{0,252}";
    private static final Pattern MAILBOX = Pattern.compile(NAME + "(@" + DOMAIN + ")?");

    /** Reads a letter of one's own: the subject in the first line, then the text. */
    public static Letter read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST + 1);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n").strip();
        int end = text.indexOf('\n');
        if (bytes.length > MOST || end < 0 || end > LONGEST_PLAIN) {
            throw new IOException(
                    file
                            + ": a letter is a subject in the first line, then the text, 16 KiB in all");
        }
        return new Letter(text.substring(0, end).strip(), text.substring(end + 1).strip() + "\n");
    }

    /**
     * Whether a name may stand in a header and be handed to the server's program. Accounts are
     * named by strangers at times, and what begins with a bar or a slash is no mailbox for it.
     */
    public static boolean isMailbox(String name) {
        return MAILBOX.matcher(name).matches();
    }

    /** The message to the owner of a password, as it is handed to the server's program. */
    public String about(Expiry expiry, String from, ZonedDateTime now) {
        if (!isMailbox(expiry.account()) || !isMailbox(from)) {
            throw new IllegalArgumentException("no mailbox");
        }
        String text = filled(body, expiry, now);
        boolean plain =
                isAscii(text) && text.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        return String.join(
                "\n",
                "From: <" + from + ">",
                "To: <" + expiry.account() + ">",
                "Subject: " + encoded(filled(subject, expiry, now)),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now),
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: " + (plain ? "7bit" : "base64"),
                "",
                plain ? text : wrapped(text));
    }

    private static String filled(String text, Expiry expiry, ZonedDateTime now) {
        return text.replace("{account}", expiry.account())
                .replace("{date}", expiry.at().atZone(now.getZone()).toLocalDate().toString())
                .replace("{days}", String.valueOf(expiry.days(now.toInstant())));
    }

    /** Nothing but printable ASCII: what is more stands in encoded words (RFC 2047). */
    private static String encoded(String text) {
        if (text.length() <= LONGEST_LINE && text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int length = 0;
        for (int c : text.codePoints().filter(c -> !Character.isISOControl(c)).toArray()) {
            int more = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (length + more > BYTES_OF_A_WORD) {
                words.append(word(word)).append("\n ");
                word.setLength(0);
                length = 0;
            }
            word.appendCodePoint(c);
            length += more;
        }
        return words.append(word(word)).toString();
    }

    private static String word(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n' || c == '\t');
    }

    private static String wrapped(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\n";
    }
}
