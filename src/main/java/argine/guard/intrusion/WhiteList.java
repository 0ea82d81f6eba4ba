// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.mail.ClientAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A white list in the DNS, by the name of its zone: {@code list.dnswl.org}.
 *
 * <p>Who is on it has an A record in 127.0.0.0/8 under the name that their address makes (RFC 5782,
 * sections 2.1 and 2.4). Some such answers are none: list.dnswl.org says 127.0.0.255 to whom it
 * refuses, Spamhaus keeps 127.255.255.0/24 for errors, and 127.0.0.1 is what URIBL says to them.
 * Any answer outside of 127.0.0.0/8 comes from somebody who answers in the list's place.
 */
public record WhiteList(String zone) {
    private static final int LONGEST_NAME = 253;
    private static final int NIBBLES = 32;

    /** With all nibbles of an IPv6 address in front it must still be a name. */
    static final int LONGEST = LONGEST_NAME - 2 * NIBBLES;

    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                            + "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Every list has this one, and no list that one (RFC 5782, section 5). */
    static final ClientAddress ALWAYS_LISTED = ClientAddress.v4(0x7F000002);

    static final ClientAddress NEVER_LISTED = ClientAddress.v4(0x7F000001);

    private static final long REFUSED_BY_DNSWL = 0x7F0000FF;
    private static final long REFUSED_BY_URIBL = 0x7F000001;
    private static final long ERRORS_OF_SPAMHAUS = 0x7FFFFF;

    /** Nothing where a text is not the name of a zone, in lower case and without a dot behind. */
    static Optional<WhiteList> parse(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches()
                ? Optional.of(new WhiteList(text))
                : Optional.empty();
    }

    /** The name to ask for: the octets or the nibbles of an address, the last one first. */
    String nameOf(ClientAddress client) {
        StringBuilder name = new StringBuilder(2 * NIBBLES + zone.length() + 1);
        if (client.isV4()) {
            for (int shift = 0; shift < 32; shift += 8) {
                name.append(client.low() >>> shift & 0xFF).append('.');
            }
        } else {
            nibbles(client.low(), name);
            nibbles(client.high(), name);
        }
        return name.append(zone).append('.').toString();
    }

    private static void nibbles(long bits, StringBuilder to) {
        for (int shift = 0; shift < 64; shift += 4) {
            to.append(Character.forDigit((int) (bits >>> shift & 0xF), 16)).append('.');
        }
    }

    /** Whether these addresses of a name say that it is on the list. */
    static boolean isListed(List<ClientAddress> answer) {
        return !answer.isEmpty() && answer.stream().allMatch(WhiteList::isYes);
    }

    private static boolean isYes(ClientAddress answer) {
        long bits = answer.low() & 0xFFFF_FFFFL;
        return answer.isV4()
                && answer.isLoopback()
                && bits != REFUSED_BY_DNSWL
                && bits != REFUSED_BY_URIBL
                && bits >>> 8 != ERRORS_OF_SPAMHAUS;
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return "w:" + zone;
    }
}
