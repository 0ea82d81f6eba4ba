// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dovecot's own programs for one of its configurations. */
record Doveadm(Path config) {

    Program run(String input, String... words) throws IOException {
        return Program.run(command("doveadm", words), input);
    }

    Program doveconf(String... words) throws IOException {
        return Program.run(command("doveconf", words));
    }

    private List<String> command(String program, String... words) {
        List<String> command = new ArrayList<>(List.of(program, "-c", config.toString()));
        command.addAll(List.of(words));
        return command;
    }
}
