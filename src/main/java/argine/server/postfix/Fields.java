// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The pieces that Postfix's lines are made of: queue ID, {@code name[address]}, {@code <address>}.
 *
 * <p>Each is taken where the grammar puts it and nowhere else, so that a HELO name or a sender that
 * looks like a field is not taken for one.
 */
final class Fields {
    private static final Literal CLOSE_FIELD = literal(">, ");
    private static final Literal UNKNOWN = literal("unknown");
    private static final int MAX_ADDRESS = 512;

    /** The longest login or host name that is kept; what is longer names nobody. */
    static final int MAX_NAME = 256;

    private final PostfixLines.Known known;

    private int nameStart;
    private int nameEnd;

    Fields(PostfixLines.Known known) {
        this.known = known;
    }

    /** As {@link QueueIds#head}. */
    Optional<QueueId> queueId(Entry entry) {
        return known.queueIds.head(entry);
    }

    /** As {@link QueueIds#bare}. */
    Optional<QueueId> bareId(Entry entry) {
        return known.queueIds.bare(entry);
    }

    /** Reads {@code name[address]} or {@code name[address]:port} and steps over it. */
    ClientAddress client(Entry entry) {
        byte[] bytes = entry.bytes();
        int start = entry.position();
        int open = entry.untilAny('[', ' ', ' ');
        nameStart = start;
        nameEnd = start;
        if (open >= entry.end() || bytes[open] != '[') {
            return ClientAddress.NONE;
        }
        int close = entry.find(open + 1, open + 64, ']');
        nameEnd = Math.min(open, start + MAX_NAME);
        entry.position(close + 1);
        skipPort(entry);
        return known.clients.get(bytes, open + 1, close);
    }

    /**
     * The name that stood before the client address that was read last from this entry. Most
     * clients come once: to look for a name that was read before costs more than the name.
     */
    String clientName(Entry entry) {
        boolean unknown =
                nameEnd - nameStart == UNKNOWN.length() && entry.matches(nameStart, UNKNOWN);
        return unknown ? "unknown" : entry.text(nameStart, nameEnd);
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
        String domain = known.domains.get(bytes, at + 1, end);
        Address address = new Address(lower(entry, start, at), domain);
        address.fingerprint(); // made while others wait for nothing, remembered for them
        return address;
    }

    private static String lower(Entry entry, int from, int to) {
        byte[] bytes = entry.bytes();
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] >= 'A' && bytes[i] <= 'Z') {
                return entry.text(from, to).toLowerCase(Locale.ROOT);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
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
