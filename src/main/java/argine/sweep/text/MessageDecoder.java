// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import argine.mail.EncodedWords;
import argine.server.Queue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decodes one message after another, line by line, and shows what they say.
 *
 * <p>It never gives up: what a library calls an error (a header without end, a boundary that is
 * missing, parts within parts without end) is what spam is made of, and what stands behind it is
 * what must be found. Each line is looked at once, against at most {@value #MAX_DEPTH} boundaries;
 * parts that lie deeper, and header fields beyond {@value #MAX_FIELD} bytes, are shown as they are
 * or not at all.
 *
 * <p><b>Limits.</b> Text inside attachments (PDF, archives) is not decoded.
 */
public final class MessageDecoder implements Queue.Lines {
    static final int MAX_DEPTH = 100;
    static final int MAX_FIELD = 32 * 1024;

    private enum State {
        HEADER,
        TEXT,
        OTHER
    }

    private final View view;
    private final Seen seen;
    private final Markup markup;
    private final Letters letters;
    private final Transfer transfer;
    private final byte[] field = new byte[MAX_FIELD];
    private final byte[][] boundaries = new byte[MAX_DEPTH][];
    private final boolean[] digests = new boolean[MAX_DEPTH];
    private int fieldLength;
    private int depth;
    private State state = State.HEADER;
    private ContentType type = new ContentType();
    private boolean outermost = true;
    private boolean html;
    private boolean atStart = true;

    public MessageDecoder(View view) {
        this.view = view;
        this.seen = new Seen(view);
        this.markup = new Markup(seen, view);
        this.letters = new Letters(this::letters);
        this.transfer = new Transfer(letters);
    }

    /** Begins another message. */
    public void begin() {
        fieldLength = 0;
        depth = 0;
        outermost = true;
        atStart = true;
        beginHeader();
    }

    private void beginHeader() {
        state = State.HEADER;
        type = new ContentType();
    }

    @Override
    public void line(byte[] bytes, int from, int length, boolean ends) {
        int end = from + length;
        boolean start = atStart;
        atStart = ends;
        if (start && depth > 0 && length > 2 && bytes[from] == '-' && bytes[from + 1] == '-') {
            int which = boundary(bytes, from + 2, end);
            if (which >= 0) {
                part(which, bytes, from + 2, end);
                return;
            }
        }
        switch (state) {
            case HEADER -> header(bytes, from, end, start, ends);
            case TEXT -> transfer.line(bytes, from, length, ends);
            case OTHER -> {}
        }
    }

    /** The innermost part whose boundary stands here, or -1; of two that fit, the longer one. */
    private int boundary(byte[] bytes, int from, int end) {
        int found = -1;
        for (int i = depth - 1; i >= 0; i--) {
            byte[] boundary = boundaries[i];
            boolean longer = found < 0 || boundary.length > boundaries[found].length;
            if (longer && startsWith(bytes, from, end, boundary)) {
                found = i;
            }
        }
        return found;
    }

    private static boolean startsWith(byte[] bytes, int from, int end, byte[] start) {
        if (end - from < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private void part(int which, byte[] bytes, int from, int end) {
        endPart();
        int behind = from + boundaries[which].length;
        boolean last = behind + 1 < end && bytes[behind] == '-' && bytes[behind + 1] == '-';
        depth = last ? which : which + 1;
        fieldLength = 0;
        outermost = false;
        beginHeader();
        if (last) {
            state = State.OTHER;
        } else if (digests[which]) {
            type.take("content-type", "message/rfc822");
        }
    }

    private void header(byte[] bytes, int from, int end, boolean start, boolean ends) {
        int length = end - from;
        if (length > 0 && bytes[end - 1] == '\r' && ends) {
            length--;
        }
        boolean folded = length > 0 && (bytes[from] == ' ' || bytes[from] == '\t');
        if (start && !folded) {
            endField();
            if (length == 0) {
                endHeader();
                return;
            }
        }
        int count = Math.min(length, MAX_FIELD - fieldLength);
        System.arraycopy(bytes, from, field, fieldLength, count);
        fieldLength += count;
    }

    private void endField() {
        int colon = 0;
        while (colon < fieldLength && field[colon] != ':') {
            colon++;
        }
        if (colon > 0 && colon < fieldLength) {
            String name =
                    new String(field, 0, colon, StandardCharsets.ISO_8859_1)
                            .strip()
                            .toLowerCase(Locale.ROOT);
            String line = Letters.line(field, fieldLength);
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.startsWith("content-")) {
                type.take(name, value);
            }
            view.field(name, EncodedWords.decoded(value), outermost);
        }
        fieldLength = 0;
    }

    private void endHeader() {
        outermost = false;
        byte[] boundary =
                type.isMultipart()
                        ? type.parameter("boundary").getBytes(StandardCharsets.ISO_8859_1)
                        : new byte[0];
        if (boundary.length > 0 && depth < MAX_DEPTH) {
            digests[depth] = type.isDigest();
            boundaries[depth++] = boundary;
            state = State.OTHER;
        } else if (type.isMessage()) {
            beginHeader();
        } else if (type.isMultipart() || type.isText()) {
            beginText();
        } else {
            state = State.OTHER;
        }
    }

    private void beginText() {
        state = State.TEXT;
        html = type.isHtml();
        letters.begin(type.parameter("charset"));
        transfer.begin(type.encoding());
        markup.begin();
    }

    private void letters(char[] text, int from, int to) {
        if (html) {
            view.written(text, from, to);
            markup.put(text, from, to);
        } else {
            seen.put(text, from, to);
        }
    }

    private void endPart() {
        if (state == State.HEADER) {
            endField();
        } else if (state == State.TEXT) {
            transfer.end();
            letters.end();
            if (html) {
                markup.end();
            }
            seen.end();
        }
    }

    /** Ends the message. */
    public void end() {
        endPart();
        state = State.OTHER;
    }
}
