// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;

/** Plain and salted digests, computed once: {@code SHA}, {@code SSHA256}, {@code PLAIN-MD5}. */
final class Digests {
    private static final int MD4_LENGTH = 16;
    private static final int MD5_LENGTH = 16;
    private static final int BLOCK = 64;
    private static final int STATE_AT = 16;

    private Digests() {}

    /** The digest of the password, and of the salt that follows it where there is one. */
    static Check digest(String algorithm, Stored stored) throws Stored.Malformed {
        MessageDigest digest = jdk(algorithm);
        int length = digest.getDigestLength();
        byte[] bytes = stored.digest(length);
        byte[] wanted = Arrays.copyOf(bytes, length);
        byte[] salt = Arrays.copyOfRange(bytes, length, bytes.length);
        byte[] made = new byte[length];
        return candidate -> {
            digest.update(candidate);
            digest.update(salt);
            try {
                digest.digest(made, 0, length);
            } catch (DigestException e) {
                throw new IllegalStateException(e);
            }
            return Arrays.equals(made, wanted);
        };
    }

    static MessageDigest jdk(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Check md4(Stored stored) throws Stored.Malformed {
        byte[] wanted = Arrays.copyOf(stored.digest(MD4_LENGTH), MD4_LENGTH);
        return candidate -> Arrays.equals(md4(candidate), wanted);
    }

    /** NT's hash: MD4 of the password in UTF-16. */
    static Check ntlm(Stored stored) throws Stored.Malformed {
        byte[] wanted = Arrays.copyOf(stored.digest(MD4_LENGTH), MD4_LENGTH);
        return candidate -> Arrays.equals(ntlm(candidate), wanted);
    }

    static byte[] ntlm(byte[] password) {
        String text = new String(password, StandardCharsets.UTF_8);
        return md4(text.getBytes(StandardCharsets.UTF_16LE));
    }

    private static byte[] md4(byte[] text) {
        MD4Digest digest = new MD4Digest();
        byte[] made = new byte[MD4_LENGTH];
        digest.update(text, 0, text.length);
        digest.doFinal(made, 0);
        return made;
    }

    /** {@code user:realm:password}, where the realm is the domain (RFC 2831). */
    static Check digestMd5(Stored stored) throws Stored.Malformed {
        MessageDigest digest = jdk("MD5");
        byte[] wanted = Arrays.copyOf(stored.digest(MD5_LENGTH), MD5_LENGTH);
        String account = stored.account();
        int at = account.indexOf('@');
        String user =
                at < 0 ? account + ":" : account.substring(0, at) + ":" + account.substring(at + 1);
        byte[] before = (user + ":").getBytes(StandardCharsets.UTF_8);
        return candidate -> {
            digest.update(before);
            return Arrays.equals(digest.digest(candidate), wanted);
        };
    }

    /** The two states of MD5 after the keys of HMAC, the outer one first (RFC 2195). */
    static Check cramMd5(Stored stored) throws Stored.Malformed {
        byte[] wanted = stored.digest(2 * MD5_LENGTH);
        return candidate -> {
            byte[] key = candidate.length > BLOCK ? jdk("MD5").digest(candidate) : candidate;
            byte[] made = new byte[2 * MD5_LENGTH];
            state(key, (byte) 0x5C, made, 0);
            state(key, (byte) 0x36, made, MD5_LENGTH);
            return Arrays.equals(made, wanted);
        };
    }

    private static void state(byte[] key, byte pad, byte[] to, int at) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        MD5Digest digest = new MD5Digest();
        digest.update(block, 0, BLOCK);
        byte[] encoded = digest.getEncodedState();
        for (int i = 0; i < MD5_LENGTH; i++) { // kept with the low byte of each word first
            to[at + i] = encoded[STATE_AT + (i ^ 3)];
        }
    }

    /** Text as it is. */
    static Check text(byte[] wanted) {
        return candidate -> MessageDigest.isEqual(candidate, wanted);
    }

    /**
     * {@code PLAIN-TRUNC}: a length, a hyphen, and the password; if that is as long as the length
     * says it may be the beginning of a longer one.
     */
    static Check truncated(Stored stored) throws Stored.Malformed {
        String secret = stored.secret();
        int hyphen = secret.indexOf('-');
        if (hyphen <= 0) {
            throw new Stored.Malformed("no length");
        }
        int length = Stored.number(secret.substring(0, hyphen), 0, 1 << 16);
        byte[] kept = secret.substring(hyphen + 1).getBytes(StandardCharsets.UTF_8);
        return candidate ->
                (kept.length == length || candidate.length == kept.length)
                        && candidate.length >= kept.length
                        && Arrays.equals(candidate, 0, kept.length, kept, 0, kept.length);
    }
}
