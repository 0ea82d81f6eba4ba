// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IceWarp's own command-line tool, run with a list of arguments. */
public record Tool(Path program) {
    private static final List<String> NAMES = List.of("tool.sh", "tool.exe", "tool");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The tool of the IceWarp that is installed in a folder, if it is there. */
    public static Optional<Tool> in(Path root) {
        return NAMES.stream()
                .map(root::resolve)
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new Tool(file.toAbsolutePath()));
    }

    /** The same where it is needed; {@code otherwise} is what to do instead. */
    static Tool needed(Path root, String otherwise) throws IOException {
        return in(root).orElseThrow(
                        () -> new IOException("no tool.sh in " + root + "; " + otherwise));
    }

    public Program run(List<String> words) throws IOException {
        return run(words, PATIENCE);
    }

    /** The same for what takes longer. */
    Program run(List<String> words, Duration patience) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        return Program.run(command, "", patience);
    }
}
