// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import argine.mail.Charsets;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes characters of the bytes of one part after another, in the character set that each names.
 *
 * <p>Where nothing usable is named, it is UTF-8 for as long as it can be, and then Windows-1252, in
 * which every byte is some character.
 */
final class Letters {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int SIZE = 8192;

    /** Takes the characters. */
    interface Sink {
        void put(char[] text, int from, int to);
    }

    private final Sink sink;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    private final CharBuffer characters = CharBuffer.allocate(SIZE);
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final CharsetDecoder western = lenient(WESTERN);
    private CharsetDecoder decoder = utf8;
    private String lastName = "";
    private Optional<CharsetDecoder> last = Optional.empty();

    Letters(Sink sink) {
        this.sink = sink;
    }

    private static CharsetDecoder lenient(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Begins a part in a character set, by the name that its sender gives. */
    void begin(String name) {
        bytes.clear();
        if (!name.equals(lastName)) {
            lastName = name;
            last = known(name);
        }
        decoder = last.orElse(utf8);
        decoder.reset();
    }

    private static Optional<CharsetDecoder> known(String name) {
        return name.isEmpty() || name.equalsIgnoreCase("us-ascii") || name.equalsIgnoreCase("utf-8")
                ? Optional.empty()
                : Charsets.known(name).map(Letters::lenient);
    }

    void put(byte[] from, int at, int length) {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, bytes.remaining());
            bytes.put(from, at + done, count);
            done += count;
            if (!bytes.hasRemaining()) {
                decode(false);
            }
        }
    }

    void put(byte b) {
        bytes.put(b);
        if (!bytes.hasRemaining()) {
            decode(false);
        }
    }

    /** Ends the part. */
    void end() {
        decode(true);
        bytes.clear();
    }

    private void decode(boolean last) {
        bytes.flip();
        CoderResult result;
        do {
            result = decodeOnce(last);
            hand();
            if (result.isError()) {
                decoder = western;
                decoder.reset();
            }
        } while (!result.isUnderflow());
        if (last) {
            decoder.flush(characters);
            hand();
        }
        bytes.compact();
        if (!bytes.hasRemaining()) {
            bytes.clear();
        }
    }

    /** A decoder may have mistakes of its own; what it stumbles over is taken for Western. */
    private CoderResult decodeOnce(boolean last) {
        try {
            return decoder.decode(bytes, characters, last);
        } catch (RuntimeException _) {
            return CoderResult.malformedForLength(1);
        }
    }

    private void hand() {
        sink.put(characters.array(), 0, characters.position());
        characters.clear();
    }

    /** A header field, in which nothing names a character set. */
    static String line(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
                return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, 0, length, WESTERN);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
