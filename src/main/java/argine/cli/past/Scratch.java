// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that only this process sees, and that is gone with it.
 *
 * @param folder empty at the beginning
 */
record Scratch(Path folder) implements Closeable {

    static Scratch make() throws IOException {
        return new Scratch(Files.createTempDirectory("argine-replay"));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
