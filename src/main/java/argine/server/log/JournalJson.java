// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.log.JournalEntry.Field;
import java.io.IOException;
import java.io.InputStream;

/**
 * {@code journalctl -o json}, and {@code json-pretty}: one object for each entry. A value is a
 * string, the numbers of its bytes, {@code null} when it was too long, or an array of these when
 * the field came more than once.
 */
final class JournalJson extends JournalReader {
    private static final boolean[] PLAIN = plain();

    private final byte[] few = new byte[4];
    private final byte[] key = new byte[JournalEntry.MAX_KEY];

    JournalJson(InputStream in) {
        super(in);
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        for (int i = ' '; i < plain.length; i++) {
            plain[i] = i != '"' && i != '\\';
        }
        return plain;
    }

    @Override
    boolean next(JournalEntry entry) throws IOException {
        int begin = afterSpace();
        while (begin != '{' && begin != END) {
            countDamaged();
            takeLine(entry, Field.OTHER);
            begin = afterSpace();
        }
        if (begin == END) {
            return false;
        }
        at++;
        entry.clear();
        if (!members(entry)) {
            countDamaged();
            if (peek() != '{') {
                takeLine(entry, Field.OTHER);
            }
        }
        return true;
    }

    /** Returns the next byte that is no space, not taken yet. */
    private int afterSpace() throws IOException {
        int b = peek();
        while (b != END && b <= ' ') {
            at++;
            b = peek();
        }
        return b;
    }

    /** Reads an object to its end; false, at the place, when it breaks the form. */
    private boolean members(JournalEntry entry) throws IOException {
        while (true) {
            int b = afterSpace();
            if (b == '}') {
                at++;
                return true;
            }
            if (b == ',') {
                at++;
            } else if (b != '"' || !member(entry)) {
                return false;
            }
        }
    }

    private boolean member(JournalEntry entry) throws IOException {
        at++;
        Field field = key(entry);
        if (afterSpace() != ':') {
            return false;
        }
        at++;
        boolean sound = value(entry, field, 0);
        if (sound && field == Field.MESSAGE && !entry.has(field)) {
            countWithoutMessage();
        }
        return sound;
    }

    /** Reads a name; one that is not that of a field we want may be anything. */
    private Field key(JournalEntry entry) throws IOException {
        int length = 0;
        int b = peek();
        while (b != END && PLAIN[b]) {
            if (length == key.length) {
                string(entry, Field.OTHER);
                return Field.OTHER;
            }
            key[length++] = (byte) b;
            at++;
            b = peek();
        }
        if (b == '"') {
            at++;
            return JournalEntry.field(key, 0, length);
        }
        string(entry, Field.OTHER);
        return Field.OTHER;
    }

    private boolean value(JournalEntry entry, Field field, int depth) throws IOException {
        int b = afterSpace();
        if (b == '"') {
            at++;
            return string(entry, entry.begin(field));
        }
        if (b == '[' && depth < 2) {
            at++;
            return array(entry, field, depth);
        }
        return word(entry, b == 'n' ? Field.OTHER : entry.begin(field));
    }

    /** Reads {@code null}, {@code true} or a number. */
    private boolean word(JournalEntry entry, Field field) throws IOException {
        int from = 0;
        for (int b = peek(); isWord(b); b = peek()) {
            entry.add(field, buffer, at, at + 1);
            at++;
            from++;
        }
        return from > 0;
    }

    private static boolean isWord(int b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || "+-.E".indexOf(b) >= 0;
    }

    private boolean array(JournalEntry entry, Field field, int depth) throws IOException {
        Field bytes = Field.OTHER;
        boolean inBytes = false;
        while (true) {
            int b = afterSpace();
            if (b == ']') {
                at++;
                return true;
            }
            if (b == ',') {
                at++;
            } else if (b >= '0' && b <= '9') {
                bytes = inBytes ? bytes : entry.begin(field);
                inBytes = true;
                few[0] = (byte) number();
                entry.add(bytes, few, 0, 1);
            } else if (!value(entry, field, depth + 1)) {
                return false;
            }
        }
    }

    private int number() throws IOException {
        int number = 0;
        for (int b = peek(); b >= '0' && b <= '9'; b = peek()) {
            number = number * 10 + b - '0';
            at++;
        }
        return number;
    }

    /** Reads a string behind its first quote; false when the line or all ends before it does. */
    private boolean string(JournalEntry entry, Field field) throws IOException {
        while (at < limit || fill()) {
            int end = at;
            while (end < limit && PLAIN[buffer[end] & 0xFF]) {
                end++;
            }
            entry.add(field, buffer, at, end);
            at = end;
            if (end == limit) {
                continue;
            }
            int b = buffer[end];
            if (b == '\n') {
                return false;
            }
            at++;
            if (b == '"') {
                return true;
            }
            escape(entry, field, b);
        }
        return false;
    }

    private void escape(JournalEntry entry, Field field, int b) throws IOException {
        int letter = b == '\\' ? take() : b;
        int meant =
                switch (letter) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'u' -> unicode();
                    case END -> '?';
                    default -> letter;
                };
        entry.add(field, few, 0, encode(meant));
    }

    /** Reads what follows {@code \\u}, and the second half of a pair. */
    private int unicode() throws IOException {
        int first = hex();
        ensure(6);
        boolean pair =
                Character.isHighSurrogate((char) first)
                        && limit - at >= 6
                        && buffer[at] == '\\'
                        && buffer[at + 1] == 'u';
        if (pair) {
            at += 2;
            int second = hex();
            return Character.isLowSurrogate((char) second)
                    ? Character.toCodePoint((char) first, (char) second)
                    : '?';
        }
        return Character.isSurrogate((char) first) ? '?' : first;
    }

    private int hex() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                return '?';
            }
            at++;
            value = value * 16 + digit;
        }
        return value;
    }

    private int encode(int point) {
        if (point < 0x80) {
            few[0] = (byte) point;
            return 1;
        }
        int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        for (int i = more; i > 0; i--) {
            few[i] = (byte) (0x80 | ((point >> (6 * (more - i))) & 0x3F));
        }
        few[0] = (byte) ((0xF00 >> (more + 1)) | (point >> (6 * more)));
        return more + 1;
    }
}
