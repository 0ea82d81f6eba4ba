// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Format;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The options of a command that asks the running daemon and prints text or JSON. */
final class ControlSocket {
    @Mixin private AskedDaemon daemon = new AskedDaemon();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text or json (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    static ObjectNode question() {
        return AskedDaemon.question();
    }

    boolean isJson() {
        return format == Format.JSON;
    }

    /** Asks; what the daemon refuses becomes the one line that the user reads. */
    AskedDaemon.Told ask(String path, ObjectNode question) throws IOException {
        return daemon.ask(path, question);
    }
}
