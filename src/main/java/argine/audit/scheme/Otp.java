// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;

/** One-time passwords (RFC 2289) as Dovecot keeps them: {@code sha1 1024 seed hash}. */
final class Otp {
    private static final int LENGTH = 8;
    private static final int MAX_SEQUENCE = 100_000;

    private Otp() {}

    static Check check(Stored stored) throws Stored.Malformed {
        String[] parts = stored.secret().strip().split("\\s+", -1);
        if (parts.length != 4) {
            throw new Stored.Malformed("not of four parts");
        }
        digest(parts[0]);
        int sequence = Stored.number(parts[1], 0, MAX_SEQUENCE);
        String seed = parts[2].toLowerCase(Locale.ROOT);
        byte[] wanted = new Stored("", parts[3], "HEX").digest(LENGTH);
        return text -> {
            byte[] seeded =
                    (seed + new String(text, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
            byte[] made = fold(parts[0], seeded);
            for (int i = 0; i < sequence; i++) {
                made = fold(parts[0], made);
            }
            return Arrays.equals(made, wanted);
        };
    }

    private static byte[] fold(String algorithm, byte[] input) {
        try {
            Digest digest = digest(algorithm);
            digest.update(input, 0, input.length);
            byte[] made = new byte[digest.getDigestSize()];
            digest.doFinal(made, 0);
            return made.length == 20 ? foldSha1(made) : foldMd(made);
        } catch (Stored.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] foldMd(byte[] made) {
        byte[] folded = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            folded[i] = (byte) (made[i] ^ made[i + LENGTH]);
        }
        return folded;
    }

    /** Words are mixed, and each comes out with its low byte first (RFC 2289, appendix A). */
    private static byte[] foldSha1(byte[] made) {
        byte[] mixed = new byte[LENGTH];
        for (int i = 0; i < 4; i++) {
            mixed[i] = (byte) (made[i] ^ made[i + 8] ^ made[i + 16]);
            mixed[i + 4] = (byte) (made[i + 4] ^ made[i + 12]);
        }
        byte[] folded = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            folded[i] = mixed[i ^ 3];
        }
        return folded;
    }

    private static Digest digest(String name) throws Stored.Malformed {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "md4" -> new MD4Digest();
            case "md5" -> new MD5Digest();
            case "sha1" -> new SHA1Digest();
            default -> throw new Stored.Malformed("an unknown digest");
        };
    }
}
