// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.Block;
import argine.mail.Seen;
import java.nio.charset.StandardCharsets;

/**
 * One log entry being read: when, host, program, and its message as bytes with a cursor.
 *
 * <p>One object serves all lines of a thread, so a reader takes what it needs and keeps nothing of
 * it. The cursor never passes the end of the message; what is asked for beyond it is not found.
 */
public final class Entry {
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private Block block = new Block("", 0, null, 0);
    private int index;
    private int lineStart;
    private long micros;
    private String host = "";
    private int process;

    void line(Block in, byte[] lent, int lineIndex, int start, int lineEnd) {
        block = in;
        bytes = lent;
        index = lineIndex;
        lineStart = start;
        at = start;
        end = lineEnd;
    }

    void header(long time, String hostName, int processId) {
        micros = time;
        host = hostName;
        process = processId;
    }

    long micros() {
        return micros;
    }

    /** When, where and by whom this was written. */
    public Seen seen() {
        return new Seen(micros, host, process, block, index, lineStart);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return at;
    }

    public int end() {
        return end;
    }

    public void position(int to) {
        at = Math.min(to, end);
    }

    /** Cuts the message short at an index. */
    public void cut(int to) {
        end = Math.max(at, Math.min(to, end));
    }

    public boolean atEnd() {
        return at >= end;
    }

    /** The byte under the cursor, or 0 at the end. */
    public int peek() {
        return at < end ? bytes[at] : 0;
    }

    /** Steps over a literal; false, and no step, when something else stands here. */
    public boolean skip(Literal literal) {
        if (!startsWith(literal)) {
            return false;
        }
        at += literal.length();
        return true;
    }

    public boolean startsWith(Literal literal) {
        return literal.isAt(bytes, at, end);
    }

    /** Whether a literal stands at an index. */
    public boolean matches(int from, Literal literal) {
        return literal.isAt(bytes, from, end);
    }

    /** Steps behind the next occurrence of a literal; false, and no step, when there is none. */
    public boolean skipPast(Literal literal) {
        int found = find(literal);
        if (found < 0) {
            return false;
        }
        at = found + literal.length();
        return true;
    }

    /** The index of the next occurrence of a literal from the cursor on, or -1. */
    public int find(Literal literal) {
        return literal.find(bytes, at, end);
    }

    /** The index of the last occurrence of a literal from the cursor on, or -1. */
    public int findLast(Literal literal) {
        return literal.findLast(bytes, at, end);
    }

    /** The index of the next such byte from the cursor on, or the end. */
    public int until(int b) {
        return Literal.find(bytes, at, end, b);
    }

    /** The index of such a byte from one index on and before another one, or that. */
    public int find(int from, int to, int b) {
        return Literal.find(bytes, from, Math.min(to, end), b);
    }

    /** The index of the next of three bytes from the cursor on, or the end. */
    public int untilAny(int a, int b, int c) {
        return Literal.findAny(bytes, at, end, a, b, c);
    }

    /** Reads digits as a number, at most 18 of them; -1 and no step where there are none. */
    public long number() {
        int start = at;
        long value = 0;
        while (at < end && at - start < 18 && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
        }
        return at == start ? -1 : value;
    }

    /** The text between two indices. */
    public String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The rest of the message as text. */
    public String rest() {
        return text(at, end);
    }

    /** A literal, for the constants of a reader. */
    public static Literal literal(String text) {
        return Literal.of(text);
    }
}
