// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.mail.ClientAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/**
 * Where a door is, in Postfix's own words: {@code inet:127.0.0.1:10031} or {@code
 * unix:/run/argine/policy.sock}; {@code tls:127.0.0.1:10033} is a port where TLS is spoken.
 *
 * <p>An address and not a name, for a name may come to mean another address.
 */
public sealed interface Endpoint {
    /**
     * A port of an address of this host.
     *
     * @param isTls whether TLS is spoken from the first byte on
     */
    record Inet(ClientAddress address, int port, boolean isTls) implements Endpoint {
        private static final String PLAIN = "inet:";
        private static final String TLS = "tls:";

        public Inet {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("not a port: " + port);
            }
        }

        @Override
        public boolean isLoopback() {
            return address.isLoopback();
        }

        @Override
        public SocketAddress socketAddress() throws IOException {
            return new InetSocketAddress(InetAddress.ofLiteral(address.toString()), port);
        }

        @Override
        public String toString() {
            String host = address.isV4() ? address.toString() : "[" + address + "]";
            return (isTls ? TLS : PLAIN) + host + ":" + port;
        }
    }

    /** A socket in the file system. */
    record Unix(Path path) implements Endpoint {
        private static final int LONGEST = 107;

        public Unix {
            if (!path.isAbsolute() || path.toString().length() > LONGEST) {
                throw new IllegalArgumentException(
                        "a UNIX socket needs an absolute path of at most 107 letters, not " + path);
            }
        }

        @Override
        public boolean isLoopback() {
            return true;
        }

        @Override
        public SocketAddress socketAddress() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** Whether only this host can come in. */
    boolean isLoopback();

    /** Whether TLS is spoken there. */
    default boolean isTls() {
        return false;
    }

    /** The same place, whatever is spoken there. */
    default Endpoint place() {
        return this instanceof Inet(ClientAddress address, int port, _)
                ? new Inet(address, port, false)
                : this;
    }

    /** What the JDK takes. */
    SocketAddress socketAddress() throws IOException;

    /** Reads it as it is configured; what it is not is said in one line. */
    static Endpoint of(String text) {
        if (text.startsWith("unix:")) {
            return new Unix(Path.of(text.substring("unix:".length())));
        }
        boolean tls = text.startsWith(Inet.TLS);
        int from = tls ? Inet.TLS.length() : Inet.PLAIN.length();
        int colon = text.lastIndexOf(':');
        if (!tls && !text.startsWith(Inet.PLAIN) || colon <= from) {
            throw notOne(text);
        }
        String host = text.substring(from, colon).replaceAll("^\\[|\\]$", "");
        ClientAddress address = ClientAddress.parse(host).orElseThrow(() -> notOne(text));
        try {
            return new Inet(address, Integer.parseInt(text.substring(colon + 1)), tls);
        } catch (NumberFormatException _) {
            throw notOne(text);
        }
    }

    private static IllegalArgumentException notOne(String text) {
        return new IllegalArgumentException(
                "not an endpoint: "
                        + text
                        + " (inet:127.0.0.1:10031, tls:127.0.0.1:10033 or unix:/run/argine/guard.sock)");
    }
}
