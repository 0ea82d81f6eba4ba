// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

/**
 * What a server said to a login.
 *
 * @param said its own words, fit to be shown
 */
public record LoginAnswer(Kind kind, String said) {
    private static final int WORTH_SHOWING = 120;

    /** What it comes to. */
    public enum Kind {
        LET_IN,
        /** The name and the password together are not let in. */
        REFUSED,
        /** Trouble of the server's, of which nothing follows. */
        UNCLEAR
    }

    /** What is no printable ASCII is not shown, nor what is endless, nor what repeats a secret. */
    static LoginAnswer of(Kind kind, String line, Secret secret) {
        String text = secret.isIn(line) ? "(it repeats the password)" : line;
        return new LoginAnswer(
                kind,
                text.substring(0, Math.min(WORTH_SHOWING, text.length()))
                        .replaceAll("[^\\x20-\\x7E]", "?"));
    }
}
