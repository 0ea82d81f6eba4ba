// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.nio.file.attribute.BasicFileAttributes;

/**
 * How Postfix names a queue file: the name is the queue ID.
 *
 * <p>Short: five hexadecimal digits of the microsecond, then the inode, in upper case. Long: the
 * time in base 52, {@code z}, the inode in base 51, all in an alphabet without vowels.
 */
final class PostfixName {
    private static final String HEX = "0123456789ABCDEF";
    private static final String BASE_51 = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxy";
    private static final int MICRO_DIGITS = 5;
    private static final int MIN_SHORT = 6;
    private static final int MIN_BEFORE_Z = 10;
    private static final int MAX_LENGTH = 64;

    private PostfixName() {}

    static boolean isQueueId(String name) {
        return name.length() >= MIN_SHORT
                && name.length() <= MAX_LENGTH
                && (isShort(name) || isLong(name));
    }

    private static boolean isShort(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) || c > 'F') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLong(String name) {
        int z = name.lastIndexOf('z');
        if (z < MIN_BEFORE_Z || z == name.length() - 1) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isSafe(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the inode that a queue ID holds is that of a file, where the system tells it. */
    static boolean namesInode(String id, BasicFileAttributes file) {
        int z = id.lastIndexOf('z');
        String written = id.substring(z < 0 ? MICRO_DIGITS : z + 1);
        long inode = number(written, z < 0 ? HEX : BASE_51);
        return inode > 0 && String.valueOf(file.fileKey()).endsWith(",ino=" + inode + ")");
    }

    private static long number(String written, String digits) {
        long number = 0;
        for (int i = 0; i < written.length() && number < Long.MAX_VALUE / 64; i++) {
            number = number * digits.length() + digits.indexOf(written.charAt(i));
        }
        return number;
    }

    /** Digits and consonants: an ID never spells a word. */
    private static boolean isSafe(char c) {
        return isLetterOrDigit(c) && "AEIOUaeiou".indexOf(c) < 0;
    }

    /** Of ASCII. */
    static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
