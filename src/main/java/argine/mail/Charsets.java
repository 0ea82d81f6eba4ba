// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * Decoding of text whose character set is what its sender says, if that.
 *
 * <p>Where nothing usable is said, what is valid UTF-8 is UTF-8, and the rest Windows-1252, in
 * which every byte is some character.
 */
final class Charsets {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    static String decode(byte[] bytes, String said) {
        return known(said).map(charset -> new String(bytes, charset)).orElseGet(() -> guess(bytes));
    }

    private static Optional<Charset> known(String said) {
        if (said.isEmpty() || said.equalsIgnoreCase("us-ascii")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(said));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }

    private static String guess(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, WESTERN);
        }
    }
}
