// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** Hashes that repeat HMAC many times: Dovecot's {@code PBKDF2} and the {@code SCRAM} family. */
final class KeyStretch {
    private static final int MAX_ROUNDS = 10_000_000;
    private static final int SHA1_ROUNDS_A_MILLI = 5_000;
    private static final int SHA256_ROUNDS_A_MILLI = 3_000;

    private KeyStretch() {}

    /** {@code $1$salt$rounds$hex}, with SHA-1; the salt is text. */
    static Check pbkdf2(Stored stored) throws Stored.Malformed {
        String[] parts = parts(stored.secret(), "\\$", 5);
        int rounds = Stored.number(parts[3], 1, MAX_ROUNDS);
        byte[] salt = parts[2].getBytes(StandardCharsets.UTF_8);
        byte[] wanted = new Stored(stored.account(), parts[4], "HEX").digest(20);
        return text -> Arrays.equals(derive("HmacSHA1", text, salt, rounds), wanted);
    }

    /** {@code rounds,salt,storedKey,serverKey} in base64 (RFC 5802); the stored key is enough. */
    static Check scram(String digest, Stored stored) throws Stored.Malformed {
        String[] parts = parts(stored.secret(), ",", 4);
        int rounds = Stored.number(parts[0], 1, MAX_ROUNDS);
        String mac = digest.equals("SHA-1") ? "HmacSHA1" : "HmacSHA256";
        try {
            byte[] salt = Stored.base64(parts[1]);
            byte[] wanted = Stored.base64(parts[2]);
            MessageDigest sha = Digests.jdk(digest);
            return text -> {
                byte[] clientKey =
                        mac(mac, derive(mac, text, salt, rounds))
                                .doFinal("Client Key".getBytes(StandardCharsets.US_ASCII));
                return Arrays.equals(sha.digest(clientKey), wanted);
            };
        } catch (IllegalArgumentException e) {
            throw new Stored.Malformed("not base64");
        }
    }

    static int micros(String scheme, String secret) throws Stored.Malformed {
        boolean pbkdf2 = scheme.equals("PBKDF2");
        String[] parts = pbkdf2 ? parts(secret, "\\$", 5) : parts(secret, ",", 4);
        int rounds = Stored.number(parts[pbkdf2 ? 3 : 0], 1, MAX_ROUNDS);
        int speed = scheme.endsWith("256") ? SHA256_ROUNDS_A_MILLI : SHA1_ROUNDS_A_MILLI;
        return Math.max(1, (int) (rounds * 1000L / speed));
    }

    private static String[] parts(String secret, String separator, int count)
            throws Stored.Malformed {
        String[] parts = secret.split(separator, -1);
        if (parts.length != count) {
            throw new Stored.Malformed("of " + parts.length + " parts, not " + count);
        }
        return parts;
    }

    /** The first block of PBKDF2 (RFC 8018), which is as long as these schemes need. */
    static byte[] derive(String algorithm, byte[] password, byte[] salt, int rounds) {
        Mac mac = mac(algorithm, password);
        mac.update(salt);
        byte[] last = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = last.clone();
        try {
            for (int round = 1; round < rounds; round++) {
                mac.update(last);
                mac.doFinal(last, 0);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] ^= last[i];
                }
            }
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
        return sum;
    }

    private static Mac mac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
