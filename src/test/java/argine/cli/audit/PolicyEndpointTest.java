// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.audit.policy.PasswordPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyEndpointTest {
    private static final String SECRET = "unmistakable-secret-77";

    private PolicyEndpoint endpoint;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        endpoint =
                PolicyEndpoint.start(
                        PasswordPolicy.MODERN,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        endpoint.close();
        client.close();
    }

    private String post(int status, String kind, String body)
            throws IOException, InterruptedException {
        return ask(
                status,
                PolicyEndpoint.PATH,
                HttpRequest.newBuilder()
                        .header("Content-Type", kind)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String ask(int status, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        HttpResponse<String> response =
                client.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(status, response.statusCode(), response.body());
        assertFalse(response.body().contains(SECRET), response.body());
        return response.body().replaceAll("\\s", "");
    }

    @Test
    void aFormLearnsWhetherThePolicyTakesThePassword() throws Exception {
        String good = "account=rossi%40example.org&password=tower+and+olive+garden+" + SECRET;
        String form = "application/x-www-form-urlencoded";
        assertEquals("{\"verdict\":\"accepted\",\"problems\":[]}", post(200, form, good));
        assertTrue(
                post(200, form, "account=rossi%40example.org&password=short")
                        .startsWith("{\"verdict\":\"refused\",\"problems\":[\"tooshort"));
    }

    @Test
    void whatIsKnownOfTheOwnerIsLookedFor() throws Exception {
        String body =
                """
                {"account": "rossi@example.org", "aliases": ["lighthousekeeper@example.org"],
                 "displayName": "Mario Rossi", "password": "lighthousekeeper1"}
                """;
        assertTrue(post(200, "application/json; charset=utf-8", body).contains("nameofitsowner"));
    }

    @Test
    void whatIsNoQuestionIsRefusedAndNeverQuoted() throws Exception {
        String json = "application/json";
        for (String body :
                new String[] {"", "{", "[]", "\"" + SECRET + "\"", "{\"password\":\"x\"}"}) {
            post(400, json, body);
        }
        post(400, "application/x-www-form-urlencoded", "account=x&password=%zz" + SECRET);
        post(413, json, SECRET + "x".repeat(20_000));
        ask(405, PolicyEndpoint.PATH + "?password=" + SECRET, HttpRequest.newBuilder().GET());
        ask(404, "/" + SECRET, HttpRequest.newBuilder().GET());
    }
}
