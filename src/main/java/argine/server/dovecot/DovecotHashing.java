// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import argine.server.access.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Set;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * Passwords in Dovecot's schemes: SHA512-CRYPT made here, the other strong ones by {@code doveadm
 * pw}, which is told the password through a pipe. A weak scheme is replaced by SHA512-CRYPT.
 */
final class DovecotHashing implements Hashing {
    private static final Set<String> STRONG =
            Set.of("ARGON2ID", "ARGON2I", "BLF-CRYPT", "PBKDF2", "SCRAM-SHA-256", "SHA256-CRYPT");
    private static final String SALT =
            "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT_LENGTH = 16;

    private final Doveadm doveadm;
    private final SecureRandom random = new SecureRandom();

    DovecotHashing(Doveadm doveadm) {
        this.doveadm = doveadm;
    }

    @Override
    public String hash(String password, String scheme, String account) throws IOException {
        if (!STRONG.contains(scheme)) {
            return "{SHA512-CRYPT}"
                    + Sha2Crypt.sha512Crypt(
                            password.getBytes(StandardCharsets.UTF_8), "$6$" + salt());
        }
        Program pw = doveadm.run(password + "\n" + password + "\n", "pw", "-s", scheme);
        String hash = pw.lastLine();
        if (pw.exit() != 0 || !hash.startsWith("{" + scheme + "}") || hash.contains(":")) {
            throw new IOException("doveadm pw made no " + scheme + " hash");
        }
        return hash;
    }

    private String salt() {
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < SALT_LENGTH; i++) {
            salt.append(SALT.charAt(random.nextInt(SALT.length())));
        }
        return salt.toString();
    }
}
