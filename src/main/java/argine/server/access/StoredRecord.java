// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * All that a store keeps of one account, as the store itself writes it.
 *
 * <p>Only that store knows what the text means: a line of a file, the columns of a row. It holds
 * the hash of a password, so it goes nowhere but into a journal that its owner alone can read, and
 * it never shows itself.
 */
public record StoredRecord(String account, String text) {
    private static final int MOST = 64 * 1024;

    public StoredRecord {
        if (text.length() > MOST) {
            throw new IllegalArgumentException("a record longer than " + MOST + " characters");
        }
    }

    /** By what it is known again without being shown. */
    public String fingerprint() {
        try {
            byte[] all = (account + '\0' + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return account + " ***";
    }
}
