// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.util.Arrays;

/** Undoes base64 and quoted-printable, line by line, and is not particular about mistakes. */
final class Transfer {
    /** How the bytes of a part were made fit for mail. */
    enum Encoding {
        NONE,
        BASE64,
        QUOTED_PRINTABLE
    }

    private static final byte[] SIXTY_FOUR = new byte[256];

    static {
        Arrays.fill(SIXTY_FOUR, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            SIXTY_FOUR[alphabet.charAt(i)] = (byte) i;
        }
    }

    private final Letters letters;
    private Encoding encoding = Encoding.NONE;
    private int bits;
    private int count;
    private int escaped;
    private int first;

    Transfer(Letters letters) {
        this.letters = letters;
    }

    void begin(Encoding next) {
        encoding = next;
        bits = 0;
        count = 0;
        escaped = 0;
    }

    void line(byte[] bytes, int from, int length, boolean ends) {
        switch (encoding) {
            case NONE -> {
                letters.put(bytes, from, length);
                if (ends) {
                    letters.put((byte) '\n');
                }
            }
            case BASE64 -> base64(bytes, from, from + length);
            case QUOTED_PRINTABLE -> quoted(bytes, from, from + length, ends);
        }
    }

    /** After padding another run may begin: several texts are sometimes put behind each other. */
    private void base64(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int value = SIXTY_FOUR[bytes[i] & 0xFF];
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++count == 4) {
                    letters.put((byte) (bits >> 16));
                    letters.put((byte) (bits >> 8));
                    letters.put((byte) bits);
                    count = 0;
                }
            } else if (bytes[i] == '=') {
                rest();
            }
        }
    }

    private void rest() {
        if (count >= 2) {
            letters.put((byte) (bits >> (6 * count - 8)));
        }
        if (count == 3) {
            letters.put((byte) (bits >> 2));
        }
        count = 0;
    }

    private void quoted(byte[] bytes, int from, int to, boolean ends) {
        int end = to;
        while (ends
                && end > from
                && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t' || bytes[end - 1] == '\r')) {
            end--;
        }
        for (int i = from; i < end; i++) {
            quoted(bytes[i]);
        }
        if (ends) {
            endOfLine();
        }
    }

    private void quoted(byte b) {
        if (escaped == 0) {
            if (b == '=') {
                escaped = 1;
            } else {
                letters.put(b);
            }
        } else if (escaped == 1) {
            first = b;
            escaped = 2;
        } else {
            escaped = 0;
            int value = Character.digit(first & 0xFF, 16) << 4 | Character.digit(b & 0xFF, 16);
            if (value >= 0) {
                letters.put((byte) value);
            } else {
                letters.put((byte) '=');
                letters.put((byte) first);
                letters.put(b);
            }
        }
    }

    /** {@code =} at the end of a line says that the line goes on. */
    private void endOfLine() {
        if (escaped == 0) {
            letters.put((byte) '\n');
        } else if (escaped == 2) {
            letters.put((byte) '=');
            letters.put((byte) first);
            letters.put((byte) '\n');
        }
        escaped = 0;
    }

    void end() {
        if (encoding == Encoding.BASE64) {
            rest();
        }
    }
}
