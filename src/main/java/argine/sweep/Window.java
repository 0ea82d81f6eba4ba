// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.nio.charset.StandardCharsets;

/**
 * The piece of a message that is looked at together; it slides, and keeps so much of what was that
 * no match is cut in two.
 */
abstract sealed class Window {
    private static final int SIZE = 16 * 1024;

    private final int overlap;
    private int filled;
    private boolean fresh;

    private Window(int overlap) {
        this.overlap = overlap;
    }

    abstract void look(int length);

    abstract void keep(int from, int count);

    int reserve(int capacity) {
        if (filled >= capacity) {
            slide();
        }
        return filled;
    }

    void grow(int count) {
        filled += count;
        fresh = true;
    }

    private void slide() {
        look(filled);
        int kept = Math.min(overlap, filled);
        keep(filled - kept, kept);
        filled = kept;
        fresh = false;
    }

    /** Looks at what is left, and forgets it. */
    void end() {
        if (fresh) {
            look(filled);
        }
        filled = 0;
        fresh = false;
    }

    /** A window on the bytes as they are. */
    static final class OnBytes extends Window {
        private final byte[] bytes;
        private final byte[] lower;
        private final Found found;

        OnBytes(Found found) {
            super(found.reach());
            this.found = found;
            this.bytes = new byte[SIZE + found.reach()];
            this.lower = new byte[bytes.length];
        }

        void put(byte[] from, int at, int length) {
            int done = 0;
            while (done < length) {
                int to = reserve(bytes.length);
                int count = Math.min(length - done, bytes.length - to);
                System.arraycopy(from, at + done, bytes, to, count);
                grow(count);
                done += count;
            }
        }

        void put(byte b) {
            bytes[reserve(bytes.length)] = b;
            grow(1);
        }

        @Override
        void look(int length) {
            Folding.ascii(bytes, length, lower);
            found.inBytes(
                    new String(bytes, 0, length, StandardCharsets.ISO_8859_1),
                    new String(lower, 0, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        void keep(int from, int count) {
            System.arraycopy(bytes, from, bytes, 0, count);
        }
    }

    /** A window on decoded text. */
    static final class OnText extends Window {
        private final char[] text;
        private final char[] folded;
        private final Found found;

        OnText(Found found) {
            super(found.reach());
            this.found = found;
            this.text = new char[SIZE + found.reach()];
            this.folded = new char[text.length];
        }

        void put(char[] from, int at, int to) {
            int done = at;
            while (done < to) {
                int place = reserve(text.length);
                int count = Math.min(to - done, text.length - place);
                System.arraycopy(from, done, text, place, count);
                Folding.fold(from, done, done + count, folded, place);
                grow(count);
                done += count;
            }
        }

        @Override
        void look(int length) {
            found.inText(text, folded, length);
        }

        @Override
        void keep(int from, int count) {
            System.arraycopy(text, from, text, 0, count);
            System.arraycopy(folded, from, folded, 0, count);
        }
    }
}
