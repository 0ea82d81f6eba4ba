// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.QueueId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks for words in the bytes of a line, without making a text of it. */
final class Words {
    private static final byte[] RECEIVED = bytes(" bytes received");
    private static final byte[] FORWARD = bytes("will forward");
    private static final byte[] SIZE = bytes(" size=");
    private static final int MAX_DIGITS = 15;

    private Words() {}

    static byte[] bytes(String lower) {
        return lower.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where a word in lower case stands, whatever the case there, or -1. */
    static int indexOf(byte[] b, int from, int end, byte[] lower) {
        int last = end - lower.length;
        for (int i = from; i <= last; i++) {
            if (isLower(b[i], lower[0]) && isAt(b, i, lower)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] b, int at, byte[] lower) {
        for (int i = 1; i < lower.length; i++) {
            if (!isLower(b[at + i], lower[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLower(byte c, byte lower) {
        return c == lower || c >= 'A' && c <= 'Z' && c + 32 == lower;
    }

    /** Whether a reply says that the recipient is elsewhere. */
    static boolean saysForward(byte[] b, int from, int end) {
        int at = end;
        while (at > from && b[at - 1] != '>') {
            at--;
        }
        return indexOf(b, at, end, FORWARD) >= 0;
    }

    /** The number in {@code SIZE=733} behind the sender, or 0. */
    static long size(byte[] b, int from, int end) {
        int at = indexOf(b, from, end, SIZE);
        return at < 0 ? 0 : number(b, at + SIZE.length, end);
    }

    /** The number in {@code 733 bytes received}, or -1. */
    static long received(byte[] b, int from, int end) {
        int at = indexOf(b, from, end, RECEIVED);
        int start = at;
        while (start > from && isDigit(b[start - 1])) {
            start--;
        }
        return start < at ? number(b, start, at) : -1;
    }

    /** The digits at an index as a number, 0 where there are none. */
    static long number(byte[] b, int from, int end) {
        long value = 0;
        for (int i = from; i < end && i - from < MAX_DIGITS && isDigit(b[i]); i++) {
            value = value * 10 + b[i] - '0';
        }
        return value;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean areDigits(byte[] b, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!isDigit(b[i])) {
                return false;
            }
        }
        return true;
    }

    /** The last word that has the form of a MsgID. */
    static Optional<QueueId> msgId(byte[] b, int from, int end) {
        int to = end;
        while (to > from) {
            while (to > from && !MsgId.isWord((char) b[to - 1])) {
                to--;
            }
            int start = to;
            while (start > from && MsgId.isWord((char) b[start - 1])) {
                start--;
            }
            if (MsgId.hasLength(to - start)) {
                String word = new String(b, start, to - start, StandardCharsets.ISO_8859_1);
                if (MsgId.isOne(word)) {
                    return Optional.of(new QueueId(word));
                }
            }
            to = start;
        }
        return Optional.empty();
    }
}
