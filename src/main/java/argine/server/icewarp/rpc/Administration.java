// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.rpc;

import argine.server.access.AccountsConfig;
import argine.server.icewarp.rpc.Request.Parameter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * A session with the administration of an IceWarp, over HTTPS, or over HTTP on this host.
 *
 * <p>The administrator's password crosses the network, so plain HTTP to another host is refused,
 * and a certificate must be one that this Java trusts.
 */
final class Administration implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGEST_ANSWER = 32 << 20;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI address;
    private String session = "";

    private Administration(URI address) {
        this.address = address;
    }

    /** Whether a configuration is about this, and not about a database. */
    static boolean isMeant(AccountsConfig config) {
        return config.url().startsWith("http:") || config.url().startsWith("https:");
    }

    /**
     * Logs in as the configuration says.
     *
     * @throws IOException when the server is not there, or does not let us in
     */
    static Administration login(AccountsConfig config) throws IOException {
        Administration administration = new Administration(address(config));
        try {
            Reply reply =
                    administration.call(
                            Request.of(
                                    "authenticate",
                                    Parameter.of("authtype", "0"),
                                    Parameter.of("email", config.user()),
                                    Parameter.of("password", config.password()),
                                    Parameter.of("digest", ""),
                                    Parameter.of("persistentlogin", "0")));
            administration.session = reply.session();
        } catch (IOException e) {
            administration.close();
            throw e;
        }
        if (administration.session.isEmpty()) {
            administration.close();
            throw config.wrong("IceWarp began no session for " + config.user());
        }
        return administration;
    }

    private static URI address(AccountsConfig config) throws IOException {
        URI address;
        try {
            address = URI.create(config.url());
        } catch (IllegalArgumentException _) {
            throw config.wrong("url is no address");
        }
        String host = address.getHost();
        if (host == null || host.isEmpty()) {
            throw config.wrong("url names no host: https://HOST:32001/icewarpapi/");
        }
        if (address.getScheme().equals("http") && !isLoopback(host)) {
            throw config.wrong("the administrator's password would cross the net; use https");
        }
        return address;
    }

    private static boolean isLoopback(String host) {
        return Set.of("localhost", "[::1]").contains(host)
                || host.matches("127(\\.[0-9]{1,3}){3}")
                        && InetAddress.ofLiteral(host).isLoopbackAddress();
    }

    /** Makes a call; the answer is that of a call that went well. */
    Reply call(Request request) throws IOException {
        HttpRequest post =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "text/xml; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(request.xml(session)))
                        .build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(post, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(request + ": interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    "IceWarp at "
                            + address.getHost()
                            + " does not answer: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        try (InputStream body = response.body()) {
            byte[] xml = body.readNBytes(LARGEST_ANSWER + 1);
            if (response.statusCode() != OK) {
                throw new IOException(request + ": HTTP status " + response.statusCode());
            }
            if (xml.length > LARGEST_ANSWER) {
                throw new IOException(request + ": an answer larger than " + LARGEST_ANSWER);
            }
            return Reply.of(xml);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
