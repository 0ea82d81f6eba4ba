// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.wire.Listen;
import argine.guard.wire.http.HttpCall;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where the running daemon is asked, and the asking. */
final class AskedDaemon {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The daemon's control socket (${DEFAULT-VALUE}).")
    private Path socket = Listen.CONTROL;

    /** An answer: as it came, and as a tree. */
    record Told(String json, JsonNode tree) {}

    static ObjectNode question() {
        return JSON.createObjectNode();
    }

    /** Asks; what the daemon refuses becomes the one line that the user reads. */
    Told ask(String path, ObjectNode question) throws IOException {
        HttpCall.Answer answer = answer(path, question);
        try {
            JsonNode tree = JSON.readTree(answer.body());
            if (answer.status() != 200) {
                throw new IOException(
                        tree.path("error").asString("the daemon said " + answer.status()));
            }
            return new Told(answer.body(), tree);
        } catch (JacksonException e) {
            throw new IOException(
                    "the daemon's answer cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private HttpCall.Answer answer(String path, ObjectNode question) throws IOException {
        try {
            return HttpCall.post(UnixDomainSocketAddress.of(socket), path, question.toString());
        } catch (IOException e) {
            throw new IOException(
                    "the guard does not answer on "
                            + socket
                            + " ("
                            + e.getMessage()
                            + "); is it running? systemctl status argine-guard",
                    e);
        }
    }
}
