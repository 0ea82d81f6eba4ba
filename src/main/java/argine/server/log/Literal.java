// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text of at least two bytes that readers look for in a line, eight places at a time.
 *
 * <p>Looked for are its last two bytes, which seldom stand together elsewhere ({@code =<}, {@code
 * n=}, {@code s }); where they do, the whole is compared.
 */
public final class Literal {
    /*
     * Eight bytes are read as one long, lowest byte first. XOR with a long of eight equal bytes
     * makes each byte zero that is the byte looked for; zeros() sets the high bit of just these:
     * adding 0x7F to the low seven bits of a byte carries into its own high bit unless they are
     * zero, and never into the next byte. Two conditions for one place are ORed before: zero is
     * what fulfils both.
     */
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final int NOT_FOUND = -1;

    private final byte[] bytes;
    private final long head;
    private final long tail;
    private final long headMask;
    private final long beforeLast;
    private final long last;

    private Literal(byte[] bytes) {
        int length = bytes.length;
        byte[] padded = Arrays.copyOf(bytes, Math.max(8, length));
        this.bytes = bytes;
        this.headMask = mask(length);
        this.head = (long) LONG.get(padded, 0);
        this.tail = (long) LONG.get(padded, padded.length - 8);
        this.beforeLast = ONES * bytes[length - 2];
        this.last = ONES * bytes[length - 1];
    }

    public static Literal of(String text) {
        return new Literal(text.getBytes(StandardCharsets.US_ASCII));
    }

    public int length() {
        return bytes.length;
    }

    /** Whether it stands at an index, and ends before another one. */
    boolean isAt(byte[] in, int from, int to) {
        int length = bytes.length;
        if (to - from < length) {
            return false;
        }
        if (length < 8) {
            return from + 8 <= in.length
                    ? ((long) LONG.get(in, from) & headMask) == head
                    : Arrays.equals(bytes, 0, length, in, from, from + length);
        }
        return (long) LONG.get(in, from) == head
                && (long) LONG.get(in, from + length - 8) == tail
                && (length <= 16
                        || Arrays.equals(bytes, 8, length - 8, in, from + 8, from + length - 8));
    }

    /** The first index from which it stands between two others, or -1. */
    int find(byte[] in, int from, int to) {
        int shift = bytes.length - 2;
        int end = to - bytes.length;
        for (int i = from; i <= end; i += 8) {
            int at = i + shift;
            if (at + 9 > in.length) {
                return findSlowly(in, i, end, to);
            }
            long found =
                    zeros(
                            (long) LONG.get(in, at) ^ beforeLast
                                    | (long) LONG.get(in, at + 1) ^ last);
            for (; found != 0; found &= found - 1) {
                int start = i + (Long.numberOfTrailingZeros(found) >> 3);
                if (isAt(in, start, to)) {
                    return start;
                }
            }
        }
        return NOT_FOUND;
    }

    private int findSlowly(byte[] in, int from, int end, int to) {
        for (int i = from; i <= end; i++) {
            if (isAt(in, i, to)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /** The last index from which it stands between two others, or -1. */
    int findLast(byte[] in, int from, int to) {
        int shift = bytes.length - 2;
        for (int i = to - bytes.length; i >= from; i -= 8) {
            int at = i - 7 + shift;
            if (at < 0) {
                return findLastSlowly(in, from, i, to);
            }
            long found =
                    zeros(
                            (long) LONG.get(in, at) ^ beforeLast
                                    | (long) LONG.get(in, at + 1) ^ last);
            for (; found != 0; found ^= Long.highestOneBit(found)) {
                int start = i - (Long.numberOfLeadingZeros(found) >> 3);
                if (start < from) {
                    return NOT_FOUND;
                }
                if (isAt(in, start, to)) {
                    return start;
                }
            }
        }
        return NOT_FOUND;
    }

    private int findLastSlowly(byte[] in, int from, int end, int to) {
        for (int i = end; i >= from; i--) {
            if (isAt(in, i, to)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /** The index of the first such byte between two indices, or the second of these. */
    static int find(byte[] in, int from, int to, int b) {
        long wanted = ONES * b;
        int i = from;
        for (; i < to && i + 8 <= in.length; i += 8) {
            long found = zeros((long) LONG.get(in, i) ^ wanted);
            if (found != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(found) >> 3));
            }
        }
        while (i < to && in[i] != b) {
            i++;
        }
        return Math.min(i, to);
    }

    /** As {@link #find(byte[], int, int, int)}, for any of three bytes. */
    static int findAny(byte[] in, int from, int to, int a, int b, int c) {
        int i = from;
        for (; i < to && i + 8 <= in.length; i += 8) {
            long eight = (long) LONG.get(in, i);
            long found =
                    zeros(eight ^ ONES * a) | zeros(eight ^ ONES * b) | zeros(eight ^ ONES * c);
            if (found != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(found) >> 3));
            }
        }
        while (i < to && in[i] != a && in[i] != b && in[i] != c) {
            i++;
        }
        return Math.min(i, to);
    }

    private static long zeros(long x) {
        return ~((x & LOW) + LOW | x | LOW);
    }

    /** Ones where the first bytes of a long are, all of them from eight on. */
    private static long mask(int length) {
        return length >= 8 ? -1 : (1L << 8 * length) - 1;
    }
}
