// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network address of a client, IPv4 or IPv6, as two longs.
 *
 * <p>IPv4 is kept in its IPv6-mapped form {@code ::ffff:a.b.c.d} (RFC 4291, section 2.5.5.2), so
 * one comparison serves both. Parsed here and not by the JDK, which would look names up.
 */
public record ClientAddress(long high, long low) implements Comparable<ClientAddress> {
    /** What a line without a usable address is given: {@code ::}. */
    public static final ClientAddress NONE = new ClientAddress(0, 0);

    private static final long V4_PREFIX = 0xFFFF_0000_0000L;
    private static final long NAT64_PREFIX = 0x0064_FF9B_0000_0000L;
    private static final int GROUPS = 8;

    public static ClientAddress v4(long bits) {
        return new ClientAddress(0, V4_PREFIX | bits);
    }

    public boolean isV4() {
        return high == 0 && (low >>> 32) == 0xFFFF;
    }

    /** 127.0.0.0/8 and ::1. */
    public boolean isLoopback() {
        return isV4() ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
    }

    /** Of a house's own network: 10/8, 172.16/12, 192.168/16 (RFC 1918) and fc00::/7 (RFC 4193). */
    public boolean isPrivate() {
        return isV4()
                ? (low >>> 24 & 0xFF) == 10
                        || (low >>> 20 & 0xFFF) == 0xAC1
                        || (low >>> 16 & 0xFFFF) == 0xC0A8
                : high >>> 57 == 0xFC >>> 1;
    }

    /**
     * The IPv4 address inside one of IPv6, where there is one: behind the prefix of NAT64 {@code
     * 64:ff9b::/96} (RFC 6052) or in the old form {@code ::a.b.c.d}. Any other is itself.
     */
    public ClientAddress inner() {
        boolean translated = high == NAT64_PREFIX && low >>> 32 == 0;
        boolean compatible = high == 0 && low >>> 32 == 0 && low >>> 24 != 0;
        return translated || compatible ? v4(low) : this;
    }

    /** The network that stands for this address: /24 for IPv4, /48 for IPv6. */
    public Network network() {
        return Network.of(this, isV4() ? 24 : 48);
    }

    /** The network of one customer: the address itself for IPv4, its /64 for IPv6. */
    public Network host() {
        return Network.of(this, isV4() ? 32 : 64);
    }

    /** Reads dotted quads and RFC 4291 text (with {@code ::}, zone and mapped form); no names. */
    public static Optional<ClientAddress> parse(String text) {
        String bare = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
        int zone = bare.indexOf('%');
        String address = zone < 0 ? bare : bare.substring(0, zone);
        return address.indexOf(':') < 0 ? parseV4(address) : parseV6(address);
    }

    private static Optional<ClientAddress> parseV4(String text) {
        long bits = quad(text, 0);
        return bits < 0 ? Optional.empty() : Optional.of(v4(bits));
    }

    /** Returns the 32 bits of a dotted quad that starts at an index, or -1. */
    private static long quad(String text, int from) {
        long bits = 0;
        int i = from;
        for (int part = 0; part < 4; part++) {
            int start = i;
            int value = 0;
            while (i < text.length() && isDigit(text.charAt(i)) && i - start < 3) {
                value = value * 10 + text.charAt(i++) - '0';
            }
            if (i == start || value > 255) {
                return -1;
            }
            bits = bits << 8 | value;
            if (part < 3 && (i >= text.length() || text.charAt(i++) != '.')) {
                return -1;
            }
        }
        return i == text.length() ? bits : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<ClientAddress> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        int head = groups(gap < 0 ? text : text.substring(0, gap), groups, gap < 0);
        if (gap < 0) {
            return head == GROUPS ? Optional.of(ofGroups(groups)) : Optional.empty();
        }
        int[] tail = new int[GROUPS];
        int count = groups(text.substring(gap + 2), tail, true);
        if (head < 0 || count < 0 || head + count >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, GROUPS - count, count);
        return Optional.of(ofGroups(groups));
    }

    /**
     * Fills groups from a text without {@code ::}, which may end in a dotted quad when it is the
     * end of the address; returns how many, or -1 when it is not one.
     */
    private static int groups(String text, int[] groups, boolean isEnd) {
        if (text.isEmpty()) {
            return 0;
        }
        int n = 0;
        for (String part : text.split(":", -1)) {
            if (part.indexOf('.') >= 0 && n <= GROUPS - 2) {
                long bits = quad(part, 0);
                if (bits < 0 || !isEnd || !text.endsWith(part)) {
                    return -1;
                }
                groups[n++] = (int) (bits >>> 16);
                groups[n++] = (int) (bits & 0xFFFF);
            } else if (n >= GROUPS || !isHex(part)) {
                return -1;
            } else {
                groups[n++] = Integer.parseInt(part, 16);
            }
        }
        return n;
    }

    private static boolean isHex(String part) {
        return !part.isEmpty()
                && part.length() <= 4
                && part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    private static ClientAddress ofGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new ClientAddress(high, low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientAddress address && high == address.high && low == address.low;
    }

    @Override
    public int hashCode() {
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    @Override
    public int compareTo(ClientAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** Dotted quad, or the short form of RFC 5952. */
    @Override
    public String toString() {
        if (isV4()) {
            return (low >> 24 & 255)
                    + "."
                    + (low >> 16 & 255)
                    + "."
                    + (low >> 8 & 255)
                    + "."
                    + (low & 255);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> 48 - 16 * i & 0xFFFF);
            groups[i + 4] = (int) (low >>> 48 - 16 * i & 0xFFFF);
        }
        return shortForm(groups);
    }

    private static String shortForm(int[] groups) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
