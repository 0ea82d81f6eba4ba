// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is nearly a password and must not be taken for it. */
final class NearMisses {
    private static final int DES_BYTES = 8;
    private static final int BIGCRYPT_BYTES = 128;
    private static final int BCRYPT_BYTES = 72;
    private static final int HMAC_BLOCK = 64;
    private static final int CASE = 0x20;

    private NearMisses() {}

    /** By what each differs; without those that the scheme itself takes for the password. */
    static Map<String, byte[]> of(String scheme, String hash, byte[] password) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("empty", new byte[0]);
        all.put("one character more", with(password, 'x'));
        all.put("a zero byte more", with(password, 0));
        all.put(
                "the last character missing",
                Arrays.copyOf(password, Math.max(0, password.length - 1)));
        all.put("the case of a letter changed", otherCase(password));
        for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            all.put("as " + form, normalized(password, form));
        }
        byte[] seen = seen(scheme, hash, password);
        all.values().removeIf(other -> Arrays.equals(seen(scheme, hash, other), seen));
        return all;
    }

    /**
     * What a scheme sees of a password.
     *
     * <p>DES sees seven bits of each of the first eight bytes, and pads with zeros; bigcrypt the
     * same of 128, BSDI's of all. bcrypt sees 72 bytes, and repeats the password with a zero after
     * it until it has them. HMAC pads a short key with zeros. The rest sees all there is.
     */
    private static byte[] seen(String scheme, String hash, byte[] password) {
        return switch (scheme) {
            case "DES-CRYPT" ->
                    sevenBits(
                            Arrays.copyOf(
                                    password, hash.length() == 13 ? DES_BYTES : BIGCRYPT_BYTES));
            case "BSDI-CRYPT" -> sevenBits(password);
            case "BLF-CRYPT" -> repeated(with(password, 0));
            case "CRAM-MD5", "PBKDF2", "SCRAM-SHA-1", "SCRAM-SHA-256" ->
                    password.length > HMAC_BLOCK ? password : Arrays.copyOf(password, HMAC_BLOCK);
            default -> password;
        };
    }

    private static byte[] sevenBits(byte[] bytes) {
        byte[] seven = bytes.clone();
        for (int i = 0; i < seven.length; i++) {
            seven[i] &= 0x7F;
        }
        return seven;
    }

    private static byte[] repeated(byte[] key) {
        byte[] whole = new byte[BCRYPT_BYTES];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = key[i % key.length];
        }
        return whole;
    }

    private static byte[] with(byte[] password, int more) {
        byte[] longer = Arrays.copyOf(password, password.length + 1);
        longer[password.length] = (byte) more;
        return longer;
    }

    private static byte[] otherCase(byte[] password) {
        byte[] other = password.clone();
        for (int i = 0; i < other.length; i++) {
            if (other[i] > 0 && Character.isLetter(other[i])) {
                other[i] ^= CASE;
                return other;
            }
        }
        return other;
    }

    /** The same letters in other bytes; the same bytes where they are no text. */
    private static byte[] normalized(byte[] password, Normalizer.Form form) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(password))
                            .toString();
            return Normalizer.normalize(text, form).getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException _) {
            return password;
        }
    }
}
