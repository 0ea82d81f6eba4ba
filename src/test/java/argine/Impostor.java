// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of this host that logs in and waits, and bears the name of Dovecot's submission. */
final class Impostor implements Closeable {
    private static final String LOGS_IN =
            """
            exec 3<>"/dev/tcp/$0/$1"
            read -r x <&3
            printf 'EHLO x\\r\\n' >&3
            while read -r x <&3; do case $x in 250\\ *) break ;; esac; done
            printf 'AUTH PLAIN %s\\r\\n' "$2" >&3
            read -r x <&3
            echo "${x:0:3}"
            while read -r x <&3; do :; done
            """;

    private final Path folder = Files.createTempDirectory("argine-impostor");
    private final Process process;

    Impostor(String host, int port, String plain) throws IOException {
        Path program = Files.copy(Path.of("/bin/bash"), folder.resolve("submission"));
        process =
                new ProcessBuilder(
                                program.toString(),
                                "-c",
                                LOGS_IN,
                                host,
                                String.valueOf(port),
                                plain)
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader said = process.inputReader()) {
            assertEquals("235", said.readLine());
        }
    }

    /** Whether the other side has ended its session. */
    boolean isOver() {
        try {
            return process.waitFor(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(folder.resolve("submission"));
        Files.deleteIfExists(folder);
    }
}
