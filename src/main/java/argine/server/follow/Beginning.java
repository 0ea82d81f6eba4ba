// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file begins with: by this it is known again under another name, as a copy, and packed.
 *
 * <p>Log lines begin with their time, so no two logs of a host begin alike.
 *
 * @param length how many bytes were looked at; 0 when nothing was written yet
 * @param sum of these bytes
 */
record Beginning(int length, String sum) {
    static final Beginning NONE = new Beginning(0, "");
    private static final int MOST = 1024;
    private static final int DIGITS = 32;

    /** Of the first bytes of a file, at most as many as were read of it. */
    static Beginning of(FileChannel channel, long read) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST, read));
        int more = 0;
        while (bytes.hasRemaining() && more >= 0) {
            more = channel.read(bytes, bytes.position());
        }
        return of(bytes.array(), bytes.position());
    }

    private static Beginning of(byte[] bytes, int length) {
        Growing all = new Growing();
        all.take(bytes, 0, length);
        return all.soFar();
    }

    /** Of bytes as they are read, without keeping them: a password may be among them. */
    static final class Growing {
        private final MessageDigest digest = digest();
        private int length;

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /** Takes those that come next, as far as they matter. */
        void take(byte[] bytes, int from, int count) {
            int more = Math.min(count, MOST - length);
            digest.update(bytes, from, more);
            length += more;
        }

        Beginning soFar() {
            if (length == 0) {
                return NONE;
            }
            try {
                byte[] sum = ((MessageDigest) digest.clone()).digest();
                return new Beginning(length, HexFormat.of().formatHex(sum).substring(0, DIGITS));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the SHA-256 of every JDK can be copied", e);
            }
        }
    }

    /** The first bytes of a file, by which it is compared with many beginnings. */
    static final class Head {
        static final Head NONE = new Head(new byte[0]);
        private final byte[] bytes;
        private final Beginning whole;

        private Head(byte[] bytes) {
            this.bytes = bytes;
            this.whole = of(bytes, bytes.length);
        }

        Beginning beginning() {
            return whole;
        }

        boolean isOf(Beginning other) {
            return !other.isEmpty()
                    && other.length <= bytes.length
                    && of(bytes, other.length).equals(other);
        }
    }

    /** The first bytes of what a stream holds. */
    static Head head(InputStream in) throws IOException {
        return new Head(in.readNBytes(MOST));
    }

    /** Whether more of the file would tell more. */
    boolean isShort() {
        return length < MOST;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether a file begins so. */
    boolean isOf(FileChannel channel) throws IOException {
        return !isEmpty() && equals(of(channel, length));
    }
}
