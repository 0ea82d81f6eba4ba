// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port of loopback for a server that has to be told one beforehand.
 *
 * <p>Not one that the system would choose: until the server listens, any call that somebody else
 * makes could be given it.
 */
public final class FreePort {
    private static final int FROM = 20_000;
    private static final int PORTS = 10_000;
    private static int last = (int) (ProcessHandle.current().pid() * 131 % PORTS);

    private FreePort() {}

    public static synchronized int next() throws IOException {
        for (int i = 0; i < PORTS; i++) {
            last = (last + 1) % PORTS;
            try (ServerSocket tried = new ServerSocket()) {
                tried.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FROM + last));
                return tried.getLocalPort();
            } catch (BindException _) {
                continue; // somebody has it
            }
        }
        throw new IOException("no port is free");
    }
}
