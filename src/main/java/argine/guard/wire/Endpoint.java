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
 * unix:/run/argine/policy.sock}.
 *
 * <p>An address and not a name, for a name may come to mean another address.
 */
public sealed interface Endpoint {
    /** A port of an address of this host. */
    record Inet(ClientAddress address, int port) implements Endpoint {
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
            return "inet:" + host + ":" + port;
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

    /** What the JDK takes. */
    SocketAddress socketAddress() throws IOException;

    /** Reads it as it is configured; what it is not is said in one line. */
    static Endpoint of(String text) {
        if (text.startsWith("unix:")) {
            return new Unix(Path.of(text.substring("unix:".length())));
        }
        int colon = text.lastIndexOf(':');
        if (!text.startsWith("inet:") || colon <= "inet:".length()) {
            throw notOne(text);
        }
        String host = text.substring("inet:".length(), colon).replaceAll("^\\[|\\]$", "");
        ClientAddress address = ClientAddress.parse(host).orElseThrow(() -> notOne(text));
        try {
            return new Inet(address, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException _) {
            throw notOne(text);
        }
    }

    private static IllegalArgumentException notOne(String text) {
        return new IllegalArgumentException(
                "not an endpoint: "
                        + text
                        + " (inet:127.0.0.1:10031 or unix:/run/argine/guard.sock)");
    }
}
