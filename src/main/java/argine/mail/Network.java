// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of client addresses that share their first bits, written {@code 203.0.113.0/24}.
 *
 * <p>{@code bits} counts as people write it: 0 to 32 for IPv4, 0 to 128 for IPv6.
 */
public record Network(ClientAddress base, int bits) {
    private static final int MAPPED = 96;

    public static Network of(ClientAddress address, int bits) {
        int all = address.isV4() ? bits + 96 : bits;
        return new Network(
                new ClientAddress(
                        address.high() & mask(Math.min(all, 64)),
                        address.low() & mask(Math.max(all - 64, 0))),
                bits);
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    public boolean contains(ClientAddress address) {
        return address.isV4() == base.isV4() && of(address, bits).base.equals(base);
    }

    /** Reads {@code 10.0.0.0/8}, {@code [2001:db8::]/32} or a bare address; nothing else. */
    public static Optional<Network> parse(String text) {
        String plain = text.replace("[", "").replace("]", "");
        int slash = plain.indexOf('/');
        Optional<ClientAddress> address =
                ClientAddress.parse(slash < 0 ? plain : plain.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().isV4() ? 32 : 128;
        int bits = slash < 0 ? most : number(plain.substring(slash + 1));
        return bits < 0 || bits > most ? Optional.empty() : Optional.of(of(address.get(), bits));
    }

    /** The same, and a network of IPv4 in its mapped form, {@code [::ffff:10.0.0.0]/104}. */
    public static Optional<Network> parseMapped(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || text.indexOf(':') < 0) {
            return parse(text);
        }
        String plain = text.substring(0, slash).replace("[", "").replace("]", "");
        int bits = number(text.substring(slash + 1));
        Optional<ClientAddress> v4 = ClientAddress.parse(plain).filter(ClientAddress::isV4);
        if (v4.isEmpty()) {
            return parse(text);
        }
        return bits < MAPPED || bits > MAPPED + 32
                ? Optional.empty()
                : Optional.of(of(v4.get(), bits - MAPPED));
    }

    private static int number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(Character::isDigit);
        return digits ? Integer.parseInt(text) : -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network network
                && bits == network.bits
                && base.equals(network.base);
    }

    @Override
    public int hashCode() {
        return base.hashCode() * 31 + bits;
    }

    @Override
    public String toString() {
        return base + "/" + bits;
    }
}
