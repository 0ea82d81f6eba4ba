// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One packet of the milter protocol: a letter that says what it is, and bytes. */
final class Packet {
    private final char command;
    private final byte[] content;

    Packet(char command, byte... content) {
        this.command = command;
        this.content = content;
    }

    char command() {
        return command;
    }

    /** How many bytes follow the letter. */
    int length() {
        return content.length;
    }

    /** The letter that the content begins with; a zero where there is none. */
    char first() {
        return content.length == 0 ? 0 : (char) content[0];
    }

    /** The strings of it, each of which ends with a zero; one that does not end is none. */
    List<String> strings(int from) {
        List<String> strings = new ArrayList<>();
        int start = from;
        for (int i = from; i < content.length; i++) {
            if (content[i] == 0) {
                strings.add(new String(content, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return strings;
    }

    /** Where its first string ends. */
    int endOfString() {
        int i = 0;
        while (i < content.length && content[i] != 0) {
            i++;
        }
        return i;
    }

    /** Four bytes as a number, the highest first; 0 where there are no four. */
    int number(int from) {
        if (from + Integer.BYTES > content.length) {
            return 0;
        }
        return content[from] << 24
                | (content[from + 1] & 0xFF) << 16
                | (content[from + 2] & 0xFF) << 8
                | content[from + 3] & 0xFF;
    }
}
