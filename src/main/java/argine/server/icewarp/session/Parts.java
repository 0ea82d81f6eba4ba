// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.server.log.Stamp;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Cuts one line of a session log into its parts: {@code PEER [THREAD] TIME ACTION}.
 *
 * <p>Where a collector of logs has put its own words in front, the line begins at the first place
 * that has this form. One instance serves one thread and is filled anew by each line.
 */
final class Parts {
    static final int CODE = 0xFFF;
    static final int OUT = 1 << 12;
    static final int IN = 1 << 13;
    static final int TIME_OF_DAY = 1 << 14;
    static final int WRAPPED = 1 << 15;
    static final int MORE = 1 << 16;

    private static final int MAX_PEER = 255;
    private static final int MAX_THREAD = 16;
    private static final int CONNECTED = 9;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final LineStamp stamp;
    private final Stamp collector;
    int peer;
    int peerEnd;
    int action;
    long key;
    long micros;
    Word word = Word.TEXT;
    private int code;
    private int direction;
    private boolean timeOfDay;
    private boolean wrapped;
    private int writer;

    Parts(ZoneId zone, Instant reference) {
        this.stamp = new LineStamp(zone);
        this.collector = new Stamp(zone, reference);
    }

    /** Sessions of different services do not meet, nor those of servers, whatever their threads. */
    void writer(String name) {
        writer = name.hashCode();
    }

    int flags() {
        return code | direction | (timeOfDay ? TIME_OF_DAY : 0) | (wrapped ? WRAPPED : 0);
    }

    boolean isTimeOfDay() {
        return timeOfDay;
    }

    int code() {
        return code;
    }

    /** Returns whether the line has the form; {@code end} is before its line end. */
    boolean read(byte[] b, int start, int end) {
        wrapped = false;
        int peerAt = start;
        while (peerAt < end && b[peerAt] == ' ') {
            peerAt++;
        }
        if (header(b, peerAt, end) || wrapped(b, start, end)) {
            act(b, end);
            return true;
        }
        return false;
    }

    private boolean header(byte[] b, int from, int end) {
        int at = from;
        int limit = Math.min(end, from + MAX_PEER);
        while (at < limit && b[at] != ' ' && b[at] != '\t') {
            at++;
        }
        return at > from && at < limit && thread(b, from, at, end);
    }

    private boolean thread(byte[] b, int from, int peerAtEnd, int end) {
        int at = blanks(b, peerAtEnd, end);
        if (at >= end || b[at] != '[') {
            return false;
        }
        at++;
        int digits = at;
        long number = 0;
        int digit;
        while (at < end && at - digits < MAX_THREAD && (digit = hex(b[at])) >= 0) {
            number = number << 4 | digit;
            at++;
        }
        if (at == digits || at + 2 > end || b[at] != ']' || b[at + 1] != ' ') {
            return false;
        }
        at = blanks(b, at + 1, end);
        long time = stamp.read(b, at, end);
        if (time == LineStamp.NONE) {
            return false;
        }
        peer = from;
        peerEnd = peerAtEnd;
        micros = time;
        timeOfDay = stamp.isTimeOfDay();
        key = key(b, from, peerAtEnd, number);
        action = blanks(b, stamp.end(), end);
        return action > stamp.end() || action == end;
    }

    /** A fingerprint of service, server, peer and thread; see {@link Dialogue#isOf}. */
    private long key(byte[] b, int from, int to, long thread) {
        long hash = writer * MULTIPLIER;
        for (int i = from; i < to; i++) {
            hash = (hash ^ b[i]) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 32) * MULTIPLIER;
        hash = (hash ^ thread) * MULTIPLIER;
        return hash ^ hash >>> 29;
    }

    private static int blanks(byte[] b, int from, int end) {
        int at = from;
        while (at < end && (b[at] == ' ' || b[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int hex(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 32;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private boolean wrapped(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            if (b[i] == '[' && i > start && b[i - 1] == ' ' && headerBefore(b, start, i, end)) {
                wrapped = true;
                if (timeOfDay) {
                    outerTime(b, start, end);
                }
                return true;
            }
        }
        return false;
    }

    private boolean headerBefore(byte[] b, int start, int bracket, int end) {
        int peerAtEnd = bracket;
        while (peerAtEnd > start && b[peerAtEnd - 1] == ' ') {
            peerAtEnd--;
        }
        int from = peerAtEnd;
        while (from > start && b[from - 1] != ' ' && peerAtEnd - from < MAX_PEER) {
            from--;
        }
        return peerAtEnd > from && thread(b, from, peerAtEnd, end);
    }

    /** The collector knows the day. */
    private void outerTime(byte[] b, int start, int end) {
        int at = start;
        if (at < end && b[at] == '<') {
            while (at < end && at < start + 5 && b[at] != '>') {
                at++;
            }
            at++;
        }
        long outer = at < end ? collector.read(b, at, end) : Stamp.NONE;
        if (outer != Stamp.NONE) {
            micros = outer;
            timeOfDay = false;
        }
    }

    private void act(byte[] b, int end) {
        code = 0;
        direction = 0;
        if (end - action >= 4 && b[action + 3] == ' ' && b[action] == b[action + 1]) {
            byte mark = b[action];
            if (mark == '>' || mark == '<') {
                direction = mark == '>' ? OUT : IN;
                action = blanks(b, action + 3, end);
                word = said(b, end);
                return;
            }
            if (mark == '*') {
                action += 4;
                word = Word.SUMMARY;
                return;
            }
        }
        word = event(b, end);
    }

    private Word said(byte[] b, int end) {
        int at = action;
        if (end - at >= 3 && Words.areDigits(b, at, 3)) {
            boolean last = end - at == 3 || b[at + 3] == ' ';
            boolean more = end - at > 3 && b[at + 3] == '-';
            if (last || more) {
                code = (b[at] - '0') * 100 + (b[at + 1] - '0') * 10 + b[at + 2] - '0';
                direction |= more ? MORE : 0;
                return more && code == 250 ? Word.NOTHING : Word.REPLY;
            }
        }
        if (end - at >= 3 && (b[at] == '+' || b[at] == '-' || b[at] == '*')) {
            return Word.OTHER;
        }
        return Word.command(b, at, end);
    }

    private Word event(byte[] b, int end) {
        int length = end - action;
        if (length >= CONNECTED && b[action] == 'C' && startsWith(b, "Connected")) {
            return Word.CONNECTED;
        }
        boolean left = length >= CONNECTED + 3 && b[action] == 'D' && startsWith(b, "Disconnected");
        return left ? Word.DISCONNECTED : Word.TEXT;
    }

    private boolean startsWith(byte[] b, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (b[action + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
