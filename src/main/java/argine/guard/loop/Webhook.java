// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts alerts as JSON to an address of the administrator's, signed.
 *
 * <p>{@code Argine-Signature: t=SECONDS,sha256=HEX} is the HMAC-SHA256 of {@code SECONDS.BODY}: who
 * knows the key can tell a forged alert, and an old one that is sent again.
 */
public final class Webhook implements Messenger {
    /** The header with the signature. */
    public static final String HEADER = "Argine-Signature";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI address;
    private final byte[] key;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    public Webhook(URI address, byte[] key) {
        this.address = address;
        this.key = key.clone();
    }

    @Override
    public String name() {
        return "webhook " + address.getHost();
    }

    @Override
    public void send(Letter letter) throws IOException {
        String body = letter.json();
        long seconds = letter.at().getEpochSecond();
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "argine")
                        .header(HEADER, signature(key, seconds, body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new IOException("it answered " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static String signature(byte[] key, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            byte[] sum = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",sha256=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
