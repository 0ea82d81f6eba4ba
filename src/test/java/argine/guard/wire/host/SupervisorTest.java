// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final String PYTHON = "/usr/bin/python3";

    /** Python listens in systemd's place: Java has no such sockets. */
    private static final String LISTEN =
            "import socket,sys\ns=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM)\n"
                    + "s.bind(sys.argv[1].replace('@','\\0',1))\nprint('listening',flush=True)\n"
                    + "for i in range(4): print(repr(s.recv(4096).decode()),flush=True)\n";

    @TempDir Path folder;

    @Test
    void systemdHearsHowItIs() throws Exception {
        if (!Files.isExecutable(Path.of(PYTHON))) {
            System.out.println("SupervisorTest: not run, there is no " + PYTHON);
            return;
        }
        heard(folder.resolve("notify").toString());
        heard("@argine-supervisor-test-" + ProcessHandle.current().pid());
    }

    private static void heard(String address) throws IOException, InterruptedException {
        Process systemd = new ProcessBuilder(PYTHON, "-c", LISTEN, address).start();
        try (BufferedReader heard = systemd.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("listening", heard.readLine());
            Supervisor supervisor = Supervisor.at(address);
            supervisor.ready("3 doors\nopen");
            supervisor.reloading(17);
            supervisor.alive("enforcing");
            supervisor.stopping();
            assertEquals("'READY=1\\nSTATUS=3 doors open'", heard.readLine());
            assertEquals("'RELOADING=1\\nMONOTONIC_USEC=17'", heard.readLine());
            assertEquals("'WATCHDOG=1\\nSTATUS=enforcing'", heard.readLine());
            assertEquals("'STOPPING=1'", heard.readLine());
            assertTrue(systemd.waitFor(2, TimeUnit.MINUTES));
        } finally {
            systemd.destroy();
        }
    }

    @Test
    void whereNobodyListensNothingHappens() {
        Supervisor.at("").ready("nobody");
        Supervisor.at("relative").ready("nobody");
        Supervisor.at("/nowhere/at/all").ready("nobody");
        Supervisor.at("/" + "x".repeat(300)).ready("nobody");
    }

    @Test
    void aHangupIsHeardAndEndsNothing() throws Exception {
        if (hangupsAreIgnored()) {
            System.out.println("SupervisorTest: started by nohup, no hangup can be heard");
            return;
        }
        Semaphore heard = new Semaphore(0);
        assertTrue(Signals.onHangup(heard::release));
        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        assertTrue(heard.tryAcquire(2, TimeUnit.MINUTES));
    }

    /** Whoever starts a JVM so, as nohup does, wants it to live on; it then takes no handler. */
    private static boolean hangupsAreIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(8).strip(), 16) & 1) == 1);
    }
}
