// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.guard.wire.Listen;
import argine.guard.wire.http.HttpCall;
import argine.investigate.face.Plain;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where the running daemon is asked, and the asking. */
final class AskedDaemon {
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
                    .build();

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The daemon's control socket (${DEFAULT-VALUE}).")
    private Path socket = Listen.CONTROL;

    /** An answer of the daemon. */
    record Told(JsonNode tree) {
        /** To be printed: what strangers wrote is in it, and a terminal obeys none of it. */
        String json() {
            return AskedDaemon.json(tree);
        }
    }

    /** A tree as JSON of printable ASCII. */
    static String json(JsonNode tree) {
        return JSON.writeValueAsString(tree).replace("\u007f", "\\u007f");
    }

    static ObjectNode question() {
        return JSON.createObjectNode();
    }

    /** Asks; what the daemon refuses becomes the one line that the user reads. */
    Told ask(String path, ObjectNode question) throws IOException {
        return ask(socket, path, question.toString());
    }

    static Told ask(Path socket, String path, String question) throws IOException {
        HttpCall.Answer answer = answer(socket, path, question);
        try {
            JsonNode tree = JSON.readTree(answer.body());
            if (answer.status() != 200) {
                throw new IOException(
                        Plain.line(
                                tree.path("error").asString("the daemon said " + answer.status())));
            }
            return new Told(tree);
        } catch (JacksonException e) {
            throw new IOException(
                    "the daemon's answer cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Nobody answers at the socket: no guard is running, or who asks may not come near it. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1;

        private final String why;

        Silent(Path socket, IOException cause) {
            super(
                    "the guard does not answer on "
                            + socket
                            + " ("
                            + cause.getMessage()
                            + "); is it running? systemctl status argine-guard",
                    cause);
            this.why = "no guard answers on " + socket + " (" + cause.getMessage() + ")";
        }

        /** The same for who goes on without a guard. */
        String why() {
            return why;
        }
    }

    private static HttpCall.Answer answer(Path socket, String path, String question)
            throws IOException {
        try {
            return HttpCall.post(UnixDomainSocketAddress.of(socket), path, question);
        } catch (IOException e) {
            throw new Silent(socket, e);
        }
    }
}
