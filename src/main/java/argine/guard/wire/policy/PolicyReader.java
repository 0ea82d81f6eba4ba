// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.policy;

import argine.guard.wire.Connection;
import argine.guard.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Postfix policy requests from one connection, in turn.
 *
 * <p>A request is a run of {@code name=value} lines that ends at an empty line. What it says comes
 * from strangers, so its length is bounded and a line without {@code =} is passed over. A value may
 * hold a {@code =} itself. A name that comes twice is not a policy request: whoever put it there
 * wants two readers to see two senders.
 */
final class PolicyReader {
    static final int MAX_LENGTH = 16 * 1024;
    private static final int END = -1;
    private static final int USUAL_LINE = 256;

    private final Connection in;
    private byte[] line = new byte[USUAL_LINE];

    PolicyReader(Connection in) {
        this.in = in;
    }

    /** Returns the next request, or nothing once Postfix has closed the connection. */
    Optional<Map<String, String>> next() throws IOException {
        in.awaitRequest();
        Map<String, String> attributes = HashMap.newHashMap(32);
        int length;
        int total = 0;
        while ((length = readLine(MAX_LENGTH - total)) > 0) {
            total += length + 1;
            keep(length, attributes);
        }
        if (length == END && total == 0) {
            return Optional.empty();
        }
        if (length == END) {
            throw new EOFException("policy request cut short");
        }
        return Optional.of(attributes);
    }

    /** Fills {@link #line} up to the next newline; returns how many bytes it holds, or END. */
    private int readLine(int limit) throws IOException {
        for (int length = 0; length < limit; length++) {
            int b = in.read();
            if (b == '\n') {
                return length;
            }
            if (b < 0) {
                if (length > 0) {
                    throw new EOFException("policy request cut short");
                }
                return END;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length] = (byte) b;
        }
        throw new MalformedException("policy request longer than " + MAX_LENGTH + " bytes");
    }

    private void keep(int length, Map<String, String> attributes) throws MalformedException {
        int equals = 0;
        while (equals < length && line[equals] != '=') {
            equals++;
        }
        if (equals == length) {
            return;
        }
        String name = AttributeNames.of(line, equals);
        if (attributes.put(name, text(equals + 1, length)) != null) {
            throw new MalformedException("policy request with two attributes of one name");
        }
    }

    /** Half of all attributes are empty, and need no string of their own. */
    private String text(int from, int to) {
        return from == to ? "" : new String(line, from, to - from, StandardCharsets.UTF_8);
    }
}
