// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The named characters of HTML 4, and those of HTML 5 that stand for ASCII. */
final class Entities {
    static final int NONE = -1;

    private static final Map<String, Integer> NAMED = read();

    private Entities() {}

    /** The character that {@code amp}, {@code #65} or {@code #x41} stands for, or NONE. */
    static int character(CharSequence name) {
        if (name.isEmpty() || name.charAt(0) != '#') {
            return NAMED.getOrDefault(name.toString(), NONE);
        }
        boolean hex = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
        int from = hex ? 2 : 1;
        int radix = hex ? 16 : 10;
        int value = 0;
        for (int i = from; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), radix);
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                return NONE;
            }
            value = value * radix + digit;
        }
        return from < name.length() && value > 0 && Character.isValidCodePoint(value)
                ? value
                : NONE;
    }

    /** Whether a character goes on with a name that has begun like this. */
    static boolean goesOn(CharSequence name, char c) {
        if (c >= 128) {
            return false;
        }
        if (name.isEmpty()) {
            return c == '#' || Character.isLetterOrDigit(c);
        }
        if (name.charAt(0) != '#') {
            return Character.isLetterOrDigit(c);
        }
        boolean hex = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
        return Character.digit(c, hex ? 16 : 10) >= 0 || name.length() == 1 && (c | 0x20) == 'x';
    }

    private static Map<String, Integer> read() {
        Map<String, Integer> named = new HashMap<>();
        try (InputStream in = Entities.class.getResourceAsStream("entities.txt")) {
            if (in == null) {
                throw new IllegalStateException("entities.txt is missing from the build");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(pair -> named.put(pair[0], Integer.valueOf(pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }
}
