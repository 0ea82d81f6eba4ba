// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.QueueId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds IceWarp's name for a message in a text: {@code RSH57823} until version 10, {@code
 * 201404121913121531} (local time and four digits) since version 11.
 *
 * <p>Servers that share a load put up to two characters before or behind it.
 */
public final class MsgId {
    private static final int EXTRA = 2;
    private static final int OLD = 8;
    private static final int NEW = 18;

    private MsgId() {}

    /** The last word of the text that has the form of one. */
    static Optional<QueueId> in(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Words.msgId(bytes, 0, bytes.length);
    }

    /** Whether a word is one, and nothing else. */
    public static boolean isOne(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!isWord(word.charAt(i))) {
                return false;
            }
        }
        return isOne(word, 0, word.length());
    }

    static boolean hasLength(int length) {
        return length >= OLD && length <= NEW + 2 * EXTRA;
    }

    private static boolean isOne(String text, int start, int end) {
        int length = end - start;
        if (!hasLength(length)) {
            return false;
        }
        for (int before = 0; before <= EXTRA; before++) {
            boolean old = length - before >= OLD && length - before <= OLD + EXTRA;
            boolean late = length - before >= NEW && length - before <= NEW + EXTRA;
            if (old && isOld(text, start + before) || late && isNew(text, start + before)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOld(String text, int at) {
        for (int i = 0; i < OLD; i++) {
            char c = text.charAt(at + i);
            boolean fits = i < 3 ? c >= 'A' && c <= 'Z' : c >= '0' && c <= '9';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNew(String text, int at) {
        for (int i = 0; i < NEW; i++) {
            if (text.charAt(at + i) < '0' || text.charAt(at + i) > '9') {
                return false;
            }
        }
        return text.charAt(at) == '1' || text.charAt(at) == '2';
    }

    static boolean isWord(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
