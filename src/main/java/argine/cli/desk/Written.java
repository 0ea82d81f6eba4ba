// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the output of a command goes: to the terminal, or to a file that only its owner reads. */
public record Written(Surroundings surroundings, Optional<Path> output) {

    public void show(String text) throws IOException {
        if (output.isEmpty()) {
            surroundings.out().print(text);
            return;
        }
        Files.writeString(output.get(), text, StandardCharsets.UTF_8);
        surroundings.out().println("Written to " + output.get());
    }
}
