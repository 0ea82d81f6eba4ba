// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.ask.BarLines.Net;
import argine.mail.ClientAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Bars as two sets of nftables, each element with its end.
 *
 * <p>A set of intervals takes no two that overlap, and bars do: a network within a wider one may be
 * kept out for longer. So every address stands in one element only, with the latest end of the bars
 * around it; what is left of the wider network is written as ranges beside the smaller one.
 */
final class NftablesSets {
    private record Piece(BigInteger from, BigInteger to, Net of) {
        @Override
        public String toString() {
            boolean whole = from.equals(first(of)) && to.equals(last(of));
            boolean v4 = of.network().base().isV4();
            String range = address(from, v4) + (from.equals(to) ? "" : "-" + address(to, v4));
            return "    " + (whole ? of.network() : range) + " timeout " + of.seconds() + "s";
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<Net> around = new ArrayDeque<>();
    private BigInteger next = BigInteger.ZERO;

    private NftablesSets(List<Net> nets) {
        nets.stream()
                .sorted(
                        Comparator.comparing((Net net) -> net.network().base())
                                .thenComparingInt(net -> net.network().bits()))
                .forEach(this::take);
        while (!around.isEmpty()) {
            leave();
        }
    }

    /** A later run takes the place of an earlier one; rules that name the sets stay. */
    static String text(List<Net> nets) {
        return "add table inet argine\n"
                + set("barred4", "ipv4_addr", only(nets, true))
                + set("barred6", "ipv6_addr", only(nets, false));
    }

    private static List<Net> only(List<Net> nets, boolean v4) {
        return nets.stream().filter(net -> net.network().base().isV4() == v4).toList();
    }

    private static String set(String name, String type, List<Net> nets) {
        String set = "inet argine " + name;
        List<String> elements =
                new NftablesSets(nets).pieces.stream().map(Piece::toString).toList();
        return "add set "
                + set
                + " { type "
                + type
                + "; flags interval, timeout; }\nflush set "
                + set
                + "\n"
                + (elements.isEmpty()
                        ? ""
                        : "add element " + set + " {\n" + String.join(",\n", elements) + "\n}\n");
    }

    /** Networks hold one another or are apart; the wide one comes first. */
    private void take(Net net) {
        BigInteger first = first(net);
        while (!around.isEmpty() && last(around.getFirst()).compareTo(first) < 0) {
            leave();
        }
        if (around.isEmpty() || net.seconds() > around.getFirst().seconds()) {
            if (!around.isEmpty()) {
                upTo(first.subtract(BigInteger.ONE));
            }
            around.push(net);
            next = first;
        }
    }

    private void leave() {
        upTo(last(around.getFirst()));
        around.pop();
    }

    private void upTo(BigInteger last) {
        if (next.compareTo(last) <= 0) {
            pieces.add(new Piece(next, last, around.getFirst()));
            next = last.add(BigInteger.ONE);
        }
    }

    private static BigInteger first(Net net) {
        ClientAddress base = net.network().base();
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(base.high()).putLong(base.low()).array());
    }

    private static BigInteger last(Net net) {
        int all = net.network().base().isV4() ? 32 : 128;
        return first(net)
                .add(BigInteger.TWO.pow(all - net.network().bits()))
                .subtract(BigInteger.ONE);
    }

    private static ClientAddress address(BigInteger bits, boolean v4) {
        return v4
                ? ClientAddress.v4(bits.intValue() & 0xFFFF_FFFFL)
                : new ClientAddress(bits.shiftRight(64).longValue(), bits.longValue());
    }
}
