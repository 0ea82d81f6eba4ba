// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An answer, written whole. */
public record HttpReply(int status, String type, String body) {
    public static HttpReply json(String body) {
        return new HttpReply(200, "application/json", body);
    }

    public static HttpReply text(String body) {
        return new HttpReply(200, "text/plain; version=0.0.4; charset=utf-8", body);
    }

    /** What is wrong, in a sentence that a person or a script can read. */
    public static HttpReply no(int status, String why) {
        return new HttpReply(status, "application/json", Answers.error(why));
    }

    byte[] bytes(boolean keepAlive) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                String.join(
                        "\r\n",
                        "HTTP/1.1 " + status + " " + reason(),
                        "Content-Type: " + type,
                        "Content-Length: " + content.length,
                        "Cache-Control: no-store",
                        keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + content.length);
        all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(content);
        return all.toByteArray();
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 415 -> "Unsupported Media Type";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
