// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.wire.Connection;
import argine.guard.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads HTTP requests from one connection, in turn.
 *
 * <p>A body has its length in {@code Content-Length}, once; a request in any other form is refused,
 * so that no two programs can disagree where it ends.
 */
final class HttpReader {
    static final int MAX_HEAD = 16 * 1024;
    static final int MAX_BODY = 1024 * 1024;

    private final Connection in;
    private int left;

    HttpReader(Connection in) {
        this.in = in;
    }

    /** Returns the next request, or nothing once the client has closed the connection. */
    Optional<HttpRequest> next() throws IOException {
        in.awaitRequest();
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        left = MAX_HEAD;
        String[] start = readLine(first).split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            throw new MalformedException("not an HTTP request");
        }
        Map<String, String> headers = headers();
        boolean newer = !start[2].equals("HTTP/1.0");
        boolean keep = newer && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        int question = start[1].indexOf('?');
        return Optional.of(
                new HttpRequest(
                        start[0],
                        question < 0 ? start[1] : start[1].substring(0, question),
                        question < 0 ? "" : start[1].substring(question + 1),
                        headers,
                        body(headers),
                        keep));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(in.read()); !line.isEmpty(); line = readLine(in.read())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedException("an HTTP header without a colon");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (headers.put(name, line.substring(colon + 1).strip()) != null
                    && (name.equals("content-length") || name.equals("authorization"))) {
                throw new MalformedException("an HTTP request with " + name + " twice");
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new MalformedException("an HTTP body in pieces");
        }
        String length = headers.getOrDefault("content-length", "0");
        if (length.isEmpty()
                || length.length() > 7
                || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedException("an HTTP body of no known length");
        }
        int bytes = Integer.parseInt(length);
        if (bytes > MAX_BODY) {
            throw new MalformedException("an HTTP body longer than " + MAX_BODY + " bytes");
        }
        return in.read(bytes);
    }

    /** A line without its end; its first byte has been read. */
    private String readLine(int first) throws IOException {
        StringBuilder line = new StringBuilder(64);
        int b = first;
        while (b != '\n') {
            if (b < 0) {
                throw new EOFException("HTTP request cut short");
            }
            if (--left < 0) {
                throw new MalformedException("an HTTP head longer than " + MAX_HEAD + " bytes");
            }
            line.append((char) b);
            b = in.read();
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        return line.toString();
    }
}
