// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.wire.http.HttpCall;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another user of the host before the control socket.
 *
 * <p>Only as root, who may become one.
 */
class OtherUserTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String REFUSAL =
            "403 {\"error\":\"only root and the administrators of the guard may do this\"}\n";
    private static final String ROSSI =
            "{\"account\":\"rossi@corp.test\",\"extent\":\"everything\"}";

    /** Everything that the socket answers, and what it does not. */
    private static final List<String> PATHS =
            List.of(
                    "/status",
                    "/blocked",
                    "/limits",
                    "/top",
                    "/refusals",
                    "/why",
                    "/block",
                    "/unblock",
                    "/theirs",
                    "/barred",
                    "/bar",
                    "/unbar",
                    "/reload",
                    "/probe/expect",
                    "/probe/end",
                    "/else");

    /** Asks at each path with the same words. */
    private static final String ASKING =
            """
            import socket, sys
            for method in ("POST", "GET"):
                for path in sys.argv[3:]:
                    s = socket.socket(socket.AF_UNIX)
                    try:
                        s.connect(sys.argv[1])
                    except PermissionError:
                        print("not let in")
                        continue
                    body = sys.argv[2].encode()
                    s.sendall(b"%s %s HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: application/json\\r\\n"
                        b"Connection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s"
                        % (method.encode(), path.encode(), len(body), body))
                    answer = b"".join(iter(lambda: s.recv(4096), b""))
                    head, said = answer.split(b"\\r\\n\\r\\n", 1)
                    print(head.split(b" ")[1].decode(), said.decode().strip())
            """;

    @TempDir Path folder;

    @Test
    void isRefusedWhateverItAsksAndChangesNothing() throws Exception {
        if (!System.getProperty("user.name").equals("root")
                || !Files.exists(SETPRIV)
                || !Files.exists(PYTHON)) {
            System.out.println("OtherUserTest: not run, it takes root, " + SETPRIV + ", " + PYTHON);
            return;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Daemon _ = SocketGuard.start(folder, Clock.systemUTC(), "")) {
            ask("/block", ROSSI);
            String before = ask("/blocked", "{}");
            assertEquals("not let in\n".repeat(2 * PATHS.size()), saidToAnotherUser());
            Files.setPosixFilePermissions(
                    SocketGuard.socket(folder), PosixFilePermissions.fromString("rw-rw-rw-"));
            assertEquals(REFUSAL.repeat(2 * PATHS.size()), saidToAnotherUser());
            assertEquals(before, ask("/blocked", "{}"));
            assertEquals("{\"barred\":[]}", ask("/barred", "{}"));
        }
    }

    private String saidToAnotherUser() throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                SETPRIV.toString(),
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                PYTHON.toString(),
                                "-c",
                                ASKING,
                                SocketGuard.socket(folder).toString(),
                                "{\"account\":\"rossi@corp.test\",\"network\":\"203.0.113.9\",\"seconds\":60}"));
        command.addAll(PATHS);
        Process other = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(other.waitFor(1, TimeUnit.MINUTES));
        return said;
    }

    private String ask(String path, String question) throws IOException {
        return HttpCall.post(UnixDomainSocketAddress.of(SocketGuard.socket(folder)), path, question)
                .body();
    }
}
