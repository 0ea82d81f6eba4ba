// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who is never barred and never greylisted, written as in IceWarp's bypass file.
 *
 * <p>An item is an address, a network ({@code 192.0.2.0/24}), a mask ({@code 192.168.*.*}), a mail
 * address or a domain. In front may stand what it is about: {@code i:} or {@code t:} the client,
 * {@code s:} the sender, {@code r:} the recipient, {@code l:} the login, {@code a:} the client's
 * name; with nothing in front it is about any of them. A sender is whatever a client says: allow
 * one only where that does not matter. {@code w:} names a white list in the DNS; who is on it only
 * {@link WhiteLists} know, after they have asked. This host itself is always allowed.
 */
public final class AllowList {
    public static final AllowList NOBODY = new AllowList(List.of());

    /** Each is asked about whoever offends. */
    static final int MOST_WHITE_LISTS = 8;

    private final List<Network> networks = new ArrayList<>();
    private final List<Mask> masks = new ArrayList<>();
    private final Set<String> senders = new HashSet<>();
    private final Set<String> recipients = new HashSet<>();
    private final Set<String> logins = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<WhiteList> whiteLists = new LinkedHashSet<>();

    private AllowList(Collection<String> items) {
        items.forEach(this::add);
    }

    /** Reads items; what is none is said in the exception's message. */
    public static AllowList of(Collection<String> items) {
        return new AllowList(items);
    }

    private void add(String raw) {
        String item = raw.strip().toLowerCase(Locale.ROOT);
        boolean prefixed = item.length() >= 2 && item.charAt(1) == ':' && !isAddress(item);
        String text = prefixed ? item.substring(2).strip() : item;
        switch (prefixed ? item.charAt(0) : ' ') {
            case 'i', 't' -> {
                if (!addClients(text)) {
                    throw wrong(raw, "not an address, a network or a mask like 192.168.*.*");
                }
            }
            case 's' -> senders.add(named(raw, text));
            case 'r' -> recipients.add(named(raw, text));
            case 'l' -> logins.add(named(raw, text));
            case 'a' -> names.add(named(raw, text));
            case 'w' -> addWhiteList(raw, text);
            case ' ' -> addAny(raw, text);
            default -> throw wrong(raw, "what stands in front is one of i: t: s: r: l: a: w: f:");
        }
    }

    private static boolean isAddress(String item) {
        return Network.parse(item).isPresent();
    }

    private boolean addClients(String text) {
        Optional<Network> network = Network.parse(text);
        network.ifPresent(networks::add);
        Optional<Mask> mask = network.isPresent() ? Optional.empty() : Mask.parse(text);
        mask.ifPresent(
                one -> {
                    if (one.network().isPresent()) {
                        networks.add(one.network().get());
                    } else {
                        masks.add(one);
                    }
                });
        return network.isPresent() || mask.isPresent();
    }

    private void addWhiteList(String raw, String text) {
        whiteLists.add(
                WhiteList.parse(text)
                        .orElseThrow(
                                () ->
                                        wrong(
                                                raw,
                                                "not the name of a white list in the DNS, like"
                                                        + " w:list.dnswl.org")));
        if (whiteLists.size() > MOST_WHITE_LISTS) {
            throw wrong(raw, "more than " + MOST_WHITE_LISTS + " white lists in the DNS");
        }
    }

    private void addAny(String raw, String text) {
        if (!addClients(text)) {
            String name = named(raw, text);
            senders.add(name);
            recipients.add(name);
            logins.add(name);
            names.add(name);
        }
    }

    private static String named(String raw, String text) {
        String bare = text.startsWith("*@") ? text.substring(2) : text;
        String name = bare.startsWith("@") ? bare.substring(1) : bare;
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '*')) {
            throw wrong(raw, "neither an address nor a domain");
        }
        return name;
    }

    private static IllegalArgumentException wrong(String item, String what) {
        return new IllegalArgumentException("\"" + item + "\": " + what);
    }

    /** The same, and these networks besides. */
    public AllowList and(Collection<Network> others) {
        AllowList more = new AllowList(List.of());
        more.networks.addAll(networks);
        more.networks.addAll(others);
        more.masks.addAll(masks);
        more.senders.addAll(senders);
        more.recipients.addAll(recipients);
        more.logins.addAll(logins);
        more.names.addAll(names);
        more.whiteLists.addAll(whiteLists);
        return more;
    }

    /** Whether a client is never barred, whatever it does; white lists in the DNS left aside. */
    public boolean covers(ClientAddress client) {
        return client.isLoopback()
                || client.equals(ClientAddress.NONE)
                || networks.stream().anyMatch(network -> network.contains(client))
                || masks.stream().anyMatch(mask -> mask.matches(client));
    }

    /** Whether a bar of a network would keep out somebody who is allowed. */
    public Optional<Network> within(Network wide) {
        return networks.stream()
                .filter(one -> wide.contains(one.base()) || one.contains(wide.base()))
                .findFirst();
    }

    /** The white lists in the DNS. */
    public Set<WhiteList> whiteLists() {
        return Collections.unmodifiableSet(whiteLists);
    }

    public boolean coversLogin(String login) {
        return matches(logins, Address.of(login));
    }

    /** Whether a client by this name, which the mail server has verified, is allowed. */
    public boolean coversName(String name) {
        return !names.isEmpty() && names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the sender is allowed, or all of the recipients are. */
    public boolean coversMail(Address sender, List<Address> to) {
        return matches(senders, sender)
                || !to.isEmpty() && to.stream().allMatch(one -> matches(recipients, one));
    }

    /** Whether something is allowed that is known only once sender and recipient are. */
    public boolean waitsForRecipients() {
        return !senders.isEmpty() || !recipients.isEmpty();
    }

    private static boolean matches(Set<String> allowed, Address address) {
        return !allowed.isEmpty()
                && (allowed.contains(address.toString()) || allowed.contains(address.domain()));
    }

    /** An IPv4 address of which some of the four numbers may be any. */
    private record Mask(long value, long bits) {
        static Optional<Mask> parse(String text) {
            String[] parts = text.split("\\.", -1);
            long value = 0;
            long bits = 0;
            boolean fits = parts.length == 4;
            for (String part : parts) {
                boolean any = part.equals("*");
                boolean number = part.matches("\\d{1,3}") && Integer.parseInt(part) < 256;
                fits &= any || number;
                value = value << 8 | (number ? Integer.parseInt(part) : 0);
                bits = bits << 8 | (any ? 0 : 255);
            }
            return fits ? Optional.of(new Mask(value, bits)) : Optional.empty();
        }

        /** {@code 192.168.*.*} is a network; {@code 10.*.5.1} is none. */
        Optional<Network> network() {
            int length = Long.bitCount(bits);
            boolean leading = Long.numberOfTrailingZeros(bits | 1L << 32) == 32 - length;
            return leading
                    ? Optional.of(Network.of(ClientAddress.v4(value), length))
                    : Optional.empty();
        }

        boolean matches(ClientAddress client) {
            return client.isV4() && (client.low() & bits) == value;
        }
    }
}
