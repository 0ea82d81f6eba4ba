// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.Entry.literal;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.server.Entry;
import java.util.Locale;
import java.util.Optional;

/**
 * The pieces that Postfix's lines are made of: queue ID, {@code name[address]}, {@code <address>}.
 *
 * <p>Each is taken where the grammar puts it and nowhere else, so that a HELO name or a sender that
 * looks like a field is not taken for one.
 */
final class Fields {
    private static final byte[] CLOSE_FIELD = literal(">, ");
    private static final byte[] UNKNOWN = literal("unknown");
    private static final int MAX_ID = 32;
    private static final int MIN_ID = 5;
    private static final int MAX_ADDRESS = 512;

    /** The longest login or host name that is kept; what is longer names nobody. */
    static final int MAX_NAME = 256;

    private final PostfixLines.Known known;

    /** The name that stood before the last client address that was read. */
    private String clientName = "";

    Fields(PostfixLines.Known known) {
        this.known = known;
    }

    String clientName() {
        return clientName;
    }

    /** Reads {@code ID: } at the cursor and steps over it; words such as NOQUEUE are not IDs. */
    Optional<QueueId> queueId(Entry entry) {
        int start = entry.position();
        int end = start;
        byte[] bytes = entry.bytes();
        int limit = Math.min(entry.end() - 1, start + MAX_ID);
        boolean digit = false;
        while (end < limit && isIdCharacter(bytes[end])) {
            digit |= bytes[end] <= '9';
            end++;
        }
        if (end - start < MIN_ID || end >= limit || bytes[end] != ':' || bytes[end + 1] != ' ') {
            return Optional.empty();
        }
        if (!digit && !isHexadecimal(bytes, start, end)) {
            return Optional.empty();
        }
        entry.position(end + 2);
        return known.queueIds.get(bytes, start, end);
    }

    private static boolean isIdCharacter(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }

    /** A word of letters only is a queue ID when they are all of {@code A} to {@code F}. */
    private static boolean isHexadecimal(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 'A' || bytes[i] > 'F') {
                return false;
            }
        }
        return true;
    }

    /** Reads an ID that is a value and not the head of the line, such as {@code orig_queue_id=}. */
    Optional<QueueId> bareId(Entry entry) {
        int start = entry.position();
        int end = start;
        byte[] bytes = entry.bytes();
        while (end < entry.end() && end - start < MAX_ID && isIdCharacter(bytes[end])) {
            end++;
        }
        entry.position(end);
        return end - start < MIN_ID ? Optional.empty() : known.queueIds.get(bytes, start, end);
    }

    /** Reads {@code name[address]} or {@code name[address]:port} and steps over it. */
    ClientAddress client(Entry entry) {
        byte[] bytes = entry.bytes();
        int start = entry.position();
        int open = start;
        while (open < entry.end() && bytes[open] != '[' && bytes[open] != ' ') {
            open++;
        }
        if (open >= entry.end() || bytes[open] != '[') {
            return ClientAddress.NONE;
        }
        int close = open + 1;
        while (close < entry.end() && bytes[close] != ']' && close - open < 64) {
            close++;
        }
        clientName = name(entry, start, Math.min(open, start + MAX_NAME));
        entry.position(close + 1);
        skipPort(entry);
        return known.clients.get(bytes, open + 1, close);
    }

    /** Most clients come once: to look for a name that was read before costs more than the name. */
    private static String name(Entry entry, int from, int to) {
        boolean unknown = to - from == UNKNOWN.length && entry.matches(from, UNKNOWN);
        return unknown ? "unknown" : entry.text(from, to);
    }

    /** {@code :50122}, where smtpd_client_port_logging is on; {@code : SASL ...} is none. */
    private static void skipPort(Entry entry) {
        int colon = entry.position();
        if (entry.peek() == ':') {
            entry.position(colon + 1);
            if (entry.number() < 0) {
                entry.position(colon);
            }
        }
    }

    /**
     * Reads {@code <address>, } or {@code <address>} at the end; the cursor is behind the {@code
     * <}.
     */
    Address sender(Entry entry) {
        int start = entry.position();
        int end = addressEnd(entry);
        return known.senders.get(entry.bytes(), start, end);
    }

    /** As {@link #sender}, for addresses that seldom come twice. */
    Address recipient(Entry entry) {
        int start = entry.position();
        int end = addressEnd(entry);
        byte[] bytes = entry.bytes();
        int at = end - 1;
        while (at >= start && bytes[at] != '@') {
            at--;
        }
        if (at < start) {
            return known.senders.get(bytes, start, end);
        }
        String local = entry.text(start, at);
        return new Address(lower(local), known.domains.get(bytes, at + 1, end));
    }

    private static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z' || c > 127) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    /**
     * The end of an address: behind a quoted local part, the first {@code >, } from here, or the
     * first {@code >} without one.
     *
     * <p><b>Limits.</b> Postfix before 3.5 does not log the quotes.
     */
    private static int addressEnd(Entry entry) {
        int start = entry.position();
        entry.position(quotedEnd(entry));
        int plain = entry.until('>');
        int end = plain;
        if (plain + 1 < entry.end() && entry.bytes()[plain + 1] != ',') {
            int field = entry.find(CLOSE_FIELD);
            end = field < 0 ? plain : field;
        }
        entry.position(Math.min(entry.end(), end + 1));
        return Math.min(end, start + MAX_ADDRESS);
    }

    /** Where a quoted local part ends that begins at the cursor; the cursor when none does. */
    static int quotedEnd(Entry entry) {
        byte[] bytes = entry.bytes();
        int start = entry.position();
        if (entry.peek() != '"') {
            return start;
        }
        for (int i = start + 1; i < entry.end(); i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i + 1;
            }
        }
        return start;
    }
}
