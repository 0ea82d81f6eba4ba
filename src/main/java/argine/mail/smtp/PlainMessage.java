// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/**
 * A message of plain text that a program writes to people, marked as such so that nobody's vacation
 * answers it.
 *
 * <p>Whatever the text and the subject hold, nothing but ASCII gets into the message, and no line
 * of it can become a header. Who writes to whom is not looked at here.
 *
 * @param id the Message-ID without its brackets; empty where the mail server is to make one
 */
public record PlainMessage(
        String from, List<String> to, String subject, String id, ZonedDateTime date, String text) {
    private static final int LONGEST_LINE = 900;
    private static final int LONGEST_SUBJECT = 900;
    private static final int BYTES_OF_A_WORD = 45;

    public PlainMessage {
        to = List.copyOf(to);
    }

    /** As it is given to a mail server, with a newline at the end of each line. */
    public String written() {
        boolean plain =
                isAscii(text) && text.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        return String.join(
                "\n",
                "From: " + from,
                "To: " + String.join(", ", to),
                "Subject: " + encoded(subject),
                "Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(date)
                        + (id.isEmpty() ? "" : "\nMessage-ID: <" + id + ">"),
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: " + (plain ? "7bit" : "base64"),
                "",
                plain ? text : wrapped(text));
    }

    /**
     * Nothing but printable ASCII: what is more stands in encoded words (RFC 2047), and what looks
     * like one, so that it is read as it was written.
     */
    private static String encoded(String text) {
        if (text.length() <= LONGEST_SUBJECT
                && !text.contains("=?")
                && text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
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
