// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import java.util.List;

/** What a mail server answered: the code, and the text of all its lines. */
public record SmtpReply(int code, List<String> lines) {
    private static final int WORTH_SHOWING = 200;

    public SmtpReply {
        lines = List.copyOf(lines);
    }

    public boolean isYes() {
        return code >= 200 && code < 300;
    }

    public boolean asksForMore() {
        return code >= 300 && code < 400;
    }

    /** The last line; what is no printable ASCII is not shown, nor what is endless. */
    public String shown() {
        String text = code + " " + (lines.isEmpty() ? "" : lines.getLast());
        return text.substring(0, Math.min(WORTH_SHOWING, text.length()))
                .replaceAll("[^\\x20-\\x7E]", "?");
    }
}
