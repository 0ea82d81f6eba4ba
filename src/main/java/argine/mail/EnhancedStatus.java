// SPDX-License-Identifier: Apache-2.0
package argine.mail;

/**
 * An enhanced status code such as {@code 5.1.1} (RFC 3463): class, subject, detail.
 *
 * <p>{@link #NONE} stands where the server gave no code.
 */
public record EnhancedStatus(int kind, int subject, int detail) {
    public static final EnhancedStatus NONE = new EnhancedStatus(0, 0, 0);

    public boolean isPermanent() {
        return kind == 5;
    }

    /** The mailbox or its domain does not exist: 5.1.1, 5.1.2, 5.1.3, 5.1.10, 5.4.4. */
    public boolean saysNoSuchRecipient() {
        if (kind != 5) {
            return false;
        }
        return subject == 1 && (detail >= 1 && detail <= 3 || detail == 10)
                || subject == 4 && detail == 4;
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
