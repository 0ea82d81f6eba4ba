// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.ClientAddress;

/**
 * Reads client addresses out of a line: dotted quads straight from the bytes, the rest by {@link
 * ClientAddress#parse}.
 *
 * <p>Reading four numbers is cheaper than finding out whether they were read before. Used by one
 * thread.
 */
public final class Clients {
    private final Interned<ClientAddress> others =
            new Interned<>(10, text -> ClientAddress.parse(text).orElse(ClientAddress.NONE));

    /** What is no address is {@link ClientAddress#NONE}. */
    public ClientAddress get(byte[] bytes, int from, int to) {
        long quad = quad(bytes, from, to);
        return quad >= 0 ? ClientAddress.v4(quad) : others.get(bytes, from, to);
    }

    private static long quad(byte[] bytes, int from, int to) {
        long bits = 0;
        int part = 0;
        int digits = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9 && digits < 3) {
                part = part * 10 + digit;
                digits++;
            } else if (bytes[i] == '.' && digits > 0 && part < 256 && dots < 3) {
                bits = bits << 8 | part;
                part = 0;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 && part < 256 ? bits << 8 | part : -1;
    }
}
