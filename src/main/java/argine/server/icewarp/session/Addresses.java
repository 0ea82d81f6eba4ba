// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.server.log.Interned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the addresses of envelopes out of lines, and remembers the last ones: they come again. */
final class Addresses {
    private static final int MAX_ADDRESS = 512;
    private static final int MOST_REMEMBERED = 12;

    private final Interned<Address> remembered = new Interned<>(MOST_REMEMBERED, Address::of);

    /**
     * What stands in angle brackets behind {@code MAIL FROM:} and its like; else the null sender.
     */
    Address behind(Lines lines, int i) {
        return inBrackets(lines.bytes(), lines.action(i), lines.end(i)).orElse(Address.NULL_SENDER);
    }

    private Optional<Address> inBrackets(byte[] b, int from, int end) {
        int open = from;
        while (open < end && b[open] != '<') {
            open++;
        }
        int close = open;
        while (close < end && b[close] != '>') {
            close++;
        }
        return close < end
                ? Optional.of(get(b, open + 1, Math.min(close, open + MAX_ADDRESS)))
                : Optional.empty();
    }

    /** The first addresses of a sentence that stand in angle brackets. */
    static List<Address> bracketed(String text, int most) {
        List<Address> all = new ArrayList<>(most);
        int open = text.indexOf('<');
        while (open >= 0 && all.size() < most) {
            int close = text.indexOf('>', open);
            int again = text.indexOf('<', open + 1);
            boolean innermost = close >= 0 && (again < 0 || again > close);
            if (innermost && isAddress(text, open + 1, close)) {
                all.add(Address.of(text.substring(open + 1, close)));
            }
            open = again;
        }
        return all;
    }

    private static boolean isAddress(String text, int from, int to) {
        int at = text.lastIndexOf('@', to - 1);
        int blank = text.indexOf(' ', from);
        return at > from && at < to - 1 && to - from <= MAX_ADDRESS && (blank < 0 || blank > to);
    }

    /** The address that these bytes are. */
    Address get(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] < 0) {
                return Address.of(Lines.text(b, from, to)); // in some code page
            }
        }
        return remembered.get(b, from, to);
    }
}
