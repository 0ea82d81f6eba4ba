// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes as text: what is UTF-8 is taken for it, all else for the usual code page of Windows. */
public final class CodePage {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private CodePage() {}

    static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    static String text(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return beyondAscii(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String beyondAscii(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, from, to - from, WINDOWS);
        }
    }

    /** The text of bytes that were taken for Latin-1, in which each letter is one byte. */
    public static String of(String latin) {
        for (int i = 0; i < latin.length(); i++) {
            if (latin.charAt(i) > '~') {
                return text(latin.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return latin;
    }
}
