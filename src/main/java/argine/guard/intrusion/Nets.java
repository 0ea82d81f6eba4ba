// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.mail.ClientAddress;

/** Brings the ways to write an IPv4 address in IPv6 back to the one address that is meant. */
final class Nets {
    private static final long NAT64 = 0x0064_FF9B_0000_0000L;
    private static final long V4_BITS = 0xFFFF_FFFFL;

    private Nets() {}

    /** {@code ::a.b.c.d} and {@code 64:ff9b::a.b.c.d} are {@code a.b.c.d}; all others stay. */
    static ClientAddress plain(ClientAddress address) {
        boolean low32 = address.low() >>> 32 == 0;
        boolean compatible = address.high() == 0 && low32 && (address.low() & V4_BITS) > 0xFFFF;
        boolean nat64 = address.high() == NAT64 && low32;
        return compatible || nat64 ? ClientAddress.v4(address.low() & V4_BITS) : address;
    }
}
