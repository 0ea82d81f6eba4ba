// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses in a list of networks, each counted once: many small networks, or two halves of the
 * world, are as wide as one.
 */
record Covered(List<Range> v4, List<Range> v6) {
    private static final int MOST = 10_000;
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    /** More than all private networks together, and a network no provider has alone. */
    private static final int WORLD_V4 = 6;

    private static final int WORLD_V6 = 12;

    /** Addresses from the first to the last. */
    record Range(BigInteger first, BigInteger last) {
        private BigInteger size() {
            return last.subtract(first).add(BigInteger.ONE);
        }

        private boolean touches(Range next) {
            return next.first.compareTo(last.add(BigInteger.ONE)) <= 0;
        }

        private Range with(Range next) {
            return new Range(first, last.max(next.last));
        }
    }

    static Covered of(Stream<Network> networks) {
        List<Network> all = networks.limit(MOST).filter(each -> !isWithin(each)).toList();
        return new Covered(
                merged(all.stream().filter(each -> each.base().isV4())),
                merged(all.stream().filter(each -> !each.base().isV4())));
    }

    /** Loopback, and the networks of IPv6 that lead nowhere outside: fc00::/7 and fe80::/10. */
    private static boolean isWithin(Network network) {
        ClientAddress base = network.base();
        if (base.isV4()) {
            return base.isLoopback() && network.bits() >= 8;
        }
        boolean unique = base.high() >>> 57 == 0xFC >> 1 && network.bits() >= 7;
        boolean link = base.high() >>> 54 == 0xFE80 >> 6 && network.bits() >= 10;
        return unique || link || base.isLoopback() && network.bits() == V6_BITS;
    }

    private static List<Range> merged(Stream<Network> networks) {
        List<Range> merged = new ArrayList<>();
        networks.map(Covered::range)
                .sorted(Comparator.comparing(Range::first))
                .forEach(
                        range -> {
                            if (!merged.isEmpty() && merged.getLast().touches(range)) {
                                merged.add(merged.removeLast().with(range));
                            } else {
                                merged.add(range);
                            }
                        });
        return merged;
    }

    private static Range range(Network network) {
        ClientAddress base = network.base();
        int bits = base.isV4() ? V4_BITS : V6_BITS;
        BigInteger low = new BigInteger(Long.toUnsignedString(base.low()));
        BigInteger first =
                base.isV4()
                        ? BigInteger.valueOf(base.low() & 0xFFFF_FFFFL)
                        : new BigInteger(Long.toUnsignedString(base.high())).shiftLeft(64).or(low);
        BigInteger size = BigInteger.ONE.shiftLeft(bits - network.bits());
        return new Range(first, first.add(size).subtract(BigInteger.ONE));
    }

    boolean isMostOfTheWorld() {
        return isAtLeast(sum(v4), V4_BITS - WORLD_V4) || isAtLeast(sum(v6), V6_BITS - WORLD_V6);
    }

    /** Whether addresses in a row are more than those of such a network. */
    boolean hasWide(int widestV4, int widestV6) {
        return v4.stream().anyMatch(range -> isMore(range, V4_BITS - widestV4))
                || v6.stream().anyMatch(range -> isMore(range, V6_BITS - widestV6));
    }

    private static BigInteger sum(List<Range> ranges) {
        return ranges.stream().map(Range::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static boolean isAtLeast(BigInteger size, int bits) {
        return size.compareTo(BigInteger.ONE.shiftLeft(bits)) >= 0;
    }

    private static boolean isMore(Range range, int bits) {
        return range.size().compareTo(BigInteger.ONE.shiftLeft(bits)) > 0;
    }
}
