// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/**
 * Why a message does not simply pass: for the SMTP reply, and for who asks {@code argine why}.
 *
 * <p>The text goes to strangers and into protocols of lines, so nothing but printable ASCII stays
 * in it.
 *
 * @param rule which rule said so: {@code contained}, {@code sender}, {@code account 300 recipients
 *     / hour}
 * @param status the enhanced status code of the reply (RFC 3463)
 * @param code by which the whole story can be looked up; empty until the guard gives one
 */
public record Reason(String rule, String status, String text, String code) {
    private static final int MAX_TEXT = 300;

    public Reason {
        text = plain(text);
    }

    public static Reason of(String rule, String status, String text) {
        return new Reason(rule, status, text, "");
    }

    public Reason withCode(String given) {
        return new Reason(rule, status, text, given);
    }

    boolean hasCode() {
        return !code.isEmpty();
    }

    /** As it stands in a reply, behind the three digits: {@code 4.7.1 text (argine a7f3)}. */
    public String line() {
        return status + " " + text + (code.isEmpty() ? "" : " (argine " + code + ")");
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), MAX_TEXT));
        for (int i = 0; i < text.length() && plain.length() < MAX_TEXT; i++) {
            char c = text.charAt(i);
            plain.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return plain.toString();
    }
}
