// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this host on which a mail server may answer.
 *
 * @param tls whether TLS comes first, as on port 465
 */
public record Endpoint(InetAddress address, int port, boolean tls) {
    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final String SMTPS = "smtps:";
    private static final int SMTP = 25;
    private static final int SUBMISSIONS = 465;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT}, or {@code smtps:HOST:PORT} where TLS comes first.
     *
     * @throws IOException when it is none, or not an address of this host
     */
    public static Endpoint of(String text) throws IOException {
        boolean smtps = text.startsWith(SMTPS);
        Matcher parts = FORM.matcher(smtps ? text.substring(SMTPS.length()) : text);
        if (!parts.matches()) {
            throw new IOException("'" + text + "' is not of the form HOST:PORT");
        }
        int port = Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(SMTP);
        if (port < 1 || port > MAX_PORT) {
            throw new IOException("there is no port " + port);
        }
        return new Endpoint(own(parts.group(1)), port, smtps || port == SUBMISSIONS);
    }

    /** An address of this host. Others are not asked: to them a probe would be an attack. */
    public static InetAddress own(String host) throws IOException {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
        } catch (UnknownHostException _) {
            throw new IOException("there is no host " + host);
        }
        throw new IOException(host + " is not an address of this host; only those are asked");
    }

    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
