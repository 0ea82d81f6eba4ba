// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * How a sample stands in the file: {@code CHECKSUM SECONDS name=number name=number ...}.
 *
 * <p>The checksum is the CRC-32C of the rest of the line, so a line of which only a part was
 * written is not taken for a whole one. In names everything but letters, digits and a few signs is
 * written as {@code %XX}: names may come from strangers.
 */
final class SampleLine {
    private static final int CHECKSUM = 8;
    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private SampleLine() {}

    static String write(Sample sample) {
        StringBuilder body = new StringBuilder(256);
        body.append(sample.at().getEpochSecond());
        sample.figures()
                .forEach(
                        (name, value) ->
                                body.append(' ').append(coded(name)).append('=').append(value));
        if (body.length() + CHECKSUM >= MOST_BYTES) {
            throw new IllegalArgumentException("a sample of over " + MOST_BYTES + " bytes");
        }
        return checksum(body.toString()) + " " + body + "\n";
    }

    /** Reads a line without its end; nothing where it is not whole. */
    static Optional<Sample> read(String line) {
        boolean framed =
                line.length() > CHECKSUM + 1
                        && line.length() <= MOST_BYTES
                        && line.charAt(CHECKSUM) == ' ';
        if (!framed) {
            return Optional.empty();
        }
        String body = line.substring(CHECKSUM + 1);
        return line.startsWith(checksum(body)) ? body(body) : Optional.empty();
    }

    private static Optional<Sample> body(String body) {
        String[] words = body.split(" ", -1);
        if (!SECONDS.matcher(words[0]).matches() || words.length > Sample.MOST + 1) {
            return Optional.empty();
        }
        TreeMap<String, Long> figures = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1 || !NUMBER.matcher(words[i].substring(equals + 1)).matches()) {
                return Optional.empty();
            }
            figures.put(
                    plain(words[i].substring(0, equals)),
                    Long.valueOf(words[i].substring(equals + 1)));
        }
        return Optional.of(new Sample(Instant.ofEpochSecond(Long.parseLong(words[0])), figures));
    }

    private static String checksum(String body) {
        CRC32C sum = new CRC32C();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String coded(String name) {
        StringBuilder coded = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                coded.append((char) b);
            } else {
                coded.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return coded.toString();
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || "@.-_+:/".indexOf(b) >= 0;
    }

    private static String plain(String coded) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(coded.length());
        for (int i = 0; i < coded.length(); i++) {
            boolean escape =
                    coded.charAt(i) == '%'
                            && i + 2 < coded.length()
                            && HexFormat.isHexDigit(coded.charAt(i + 1))
                            && HexFormat.isHexDigit(coded.charAt(i + 2));
            plain.write(escape ? HexFormat.fromHexDigits(coded, i + 1, i + 3) : coded.charAt(i));
            i += escape ? 2 : 0;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
