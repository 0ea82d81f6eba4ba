// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import argine.mail.smtp.PlainMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
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
    private static final int LONGEST_SUBJECT = 200;
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
        if (bytes.length > MOST || end < 0 || end > LONGEST_SUBJECT) {
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
        return new PlainMessage(
                        "<" + from + ">",
                        List.of("<" + expiry.account() + ">"),
                        filled(subject, expiry, now),
                        "",
                        now,
                        filled(body, expiry, now))
                .written();
    }

    private static String filled(String text, Expiry expiry, ZonedDateTime now) {
        return text.replace("{account}", expiry.account())
                .replace("{date}", expiry.at().atZone(now.getZone()).toLocalDate().toString())
                .replace("{days}", String.valueOf(expiry.days(now.toInstant())));
    }
}
