// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A writer of acts as lines, one after another into the same bytes; see {@link ActLine} for their
 * form.
 *
 * <p>Two lines are written for each message of a sweep, so no library and no text stand between.
 */
final class ActWriter {
    private static final int USUAL = 1024;
    private static final String END = "\"}\n";

    private byte[] bytes = new byte[USUAL];
    private int length;
    private Instant lastTime = Instant.MIN;
    private String lastText = "";

    /** Writes a line, with its line end; it is then in {@link #bytes}. */
    void write(Act act) {
        length = 0;
        plain("{\"act\":");
        text(act.word());
        plain(",\"at\":");
        text(written(act.at()));
        for (Act.Named named : act.values()) {
            plain(",");
            text(named.name());
            plain(":");
            named.value().writeTo(this);
        }
        String sum = ActLine.sum(bytes, length);
        plain(ActLine.SUM);
        plain(sum);
        plain(END);
    }

    /** What was written, from the first byte on; lent until the next line. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes were written. */
    int length() {
        return length;
    }

    /** Lines that are written together have the same time. */
    private String written(Instant time) {
        if (!time.equals(lastTime)) {
            lastTime = time;
            lastText = time.toString();
        }
        return lastText;
    }

    void number(long number) {
        plain(Long.toString(number));
    }

    void texts(List<String> texts) {
        plain("[");
        for (int i = 0; i < texts.size(); i++) {
            plain(i == 0 ? "" : ",");
            text(texts.get(i));
        }
        plain("]");
    }

    void text(String text) {
        room(text.length() + 2);
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else {
                rare(c);
                room(text.length() - i + 1);
            }
        }
        bytes[length++] = '"';
    }

    /** Escapes what a terminal might obey; of a pair of surrogates, both. */
    private void rare(char c) {
        if (c == '"' || c == '\\') {
            plain("\\");
            plain(String.valueOf(c));
        } else if (c > 0xA0 && Character.isLetterOrDigit(c)) {
            byte[] letter = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
            room(letter.length);
            System.arraycopy(letter, 0, bytes, length, letter.length);
            length += letter.length;
        } else {
            plain("\\u");
            plain(HexFormat.of().toHexDigits(c));
        }
    }

    /** Appends what is ASCII. */
    @SuppressWarnings("deprecation") // the one that takes the low bytes as they are
    private void plain(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
