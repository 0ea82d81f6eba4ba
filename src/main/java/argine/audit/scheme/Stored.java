// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A stored secret on its way into a {@link Check}.
 *
 * @param account the name of the account, which some schemes mix in
 * @param encoding {@code B64} or {@code HEX} where the scheme's name says so, else empty
 */
record Stored(String account, String secret, String encoding) {

    /** A secret that is not of its scheme's form. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String why) {
            super(why);
        }
    }

    /** The bytes of a digest: hexadecimal where the length is that of the digest, else base64. */
    byte[] digest(int length) throws Malformed {
        byte[] bytes = decoded(length);
        if (bytes.length < length) {
            throw new Malformed("too short");
        }
        return bytes;
    }

    /** As Dovecot guesses it: what is exactly twice as long as the digest is hexadecimal. */
    private byte[] decoded(int length) throws Malformed {
        try {
            boolean hex =
                    encoding.equals("HEX")
                            || encoding.isEmpty() && secret.length() == 2 * length && isHex();
            return hex ? HexFormat.of().parseHex(secret) : base64(secret);
        } catch (IllegalArgumentException e) {
            throw new Malformed("neither base64 nor hexadecimal");
        }
    }

    private boolean isHex() {
        return secret.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    static byte[] base64(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return Base64.getDecoder()
                .decode(text.substring(0, end).getBytes(StandardCharsets.US_ASCII));
    }

    /** The secret itself, where the scheme keeps text. */
    byte[] text() throws Malformed {
        try {
            return switch (encoding) {
                case "HEX" -> HexFormat.of().parseHex(secret);
                case "B64" -> base64(secret);
                default -> secret.getBytes(StandardCharsets.UTF_8);
            };
        } catch (IllegalArgumentException e) {
            throw new Malformed("neither base64 nor hexadecimal");
        }
    }

    /** The same with its text as it is, where that was written as base64 or hexadecimal. */
    Stored plain() throws Malformed {
        return encoding.isEmpty()
                ? this
                : new Stored(account, new String(text(), StandardCharsets.UTF_8), "");
    }

    /** A number within bounds, so that nobody's file makes one comparison take a year. */
    static int number(String text, int least, int most) throws Malformed {
        if (!text.matches("[0-9]{1,9}")) {
            throw new Malformed("a cost that is no number");
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new Malformed("a cost of " + number + ", outside " + least + " to " + most);
        }
        return number;
    }
}
