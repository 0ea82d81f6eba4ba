// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A socket that systemd has opened and hands over, so that nobody is turned away meanwhile. */
class HandedSocketTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int PATIENCE = 120_000;

    /** Does as systemd does with StandardInput=socket: listens, then becomes the daemon. */
    private static final String SYSTEMD =
            """
            import os, socket, sys
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen(16)
            port = str(s.getsockname()[1])
            with open(sys.argv[1]) as template:
                text = template.read().replace("PORT", port)
            with open(sys.argv[1], "w") as config:
                config.write(text)
            print(port, flush=True)
            os.dup2(s.fileno(), 0)
            os.execv(sys.argv[2], sys.argv[2:])
            """;

    @TempDir Path folder;

    @Test
    void whoCameBeforeTheDaemonIsAnsweredByIt() throws Exception {
        if (!Files.exists(PYTHON)) {
            System.out.println("HandedSocketTest: not run, there is no " + PYTHON);
            return;
        }
        Process daemon = start();
        try (BufferedReader said = daemon.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("action=DUNNO\n\n", asked(Integer.parseInt(said.readLine())));
        } finally {
            daemon.destroy();
            assertTrue(daemon.waitFor(1, TimeUnit.MINUTES));
        }
    }

    private Process start() throws IOException {
        Path config = folder.resolve("guard.toml");
        Files.writeString(
                config,
                """
                [listen]
                policy = ["inet:127.0.0.1:PORT"]
                milter = []
                http = []
                line = []
                metrics = []
                control = "unix:%1$s/s"
                [store]
                folder = "%1$s/store"
                second-copy = "%1$s/copy"
                """
                        .formatted(folder));
        return new ProcessBuilder(
                        PYTHON.toString(),
                        "-c",
                        SYSTEMD,
                        config.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "argine.Main",
                        "guard",
                        "--config",
                        config.toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
    }

    private static String asked(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream()
                    .write(
                            "request=smtpd_access_policy\nprotocol_state=RCPT\nsender=a@b\nrecipient=c@d\n\n"
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(
                    socket.getInputStream().readNBytes("action=DUNNO\n\n".length()),
                    StandardCharsets.UTF_8);
        }
    }
}
