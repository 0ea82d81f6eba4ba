// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import argine.guard.wire.policy.PolicyProtocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ten thousand connections that say nothing, or only half of something. */
class CrowdTest {
    private static final int CROWD = Crowd.SIZE;

    /** However long it takes until all are in, nobody who began a request is sent away. */
    private static final Patience UNHURRIED =
            new Patience(Duration.ofHours(1), Duration.ofHours(1));

    private static final String REQUEST =
            "request=smtpd_access_policy\nprotocol_state=RCPT\nsender=a@b\nrecipient=c@d\n\n";

    @Test
    void tenThousandIdleConnectionsDoNotStopOthers() throws Exception {
        try (Listening door =
                new Listening(
                        new PolicyProtocol(Asked.passing(), () -> Channels.PLAIN), UNHURRIED)) {
            Process crowd = crowd(door.port());
            try (BufferedReader said = crowd.inputReader(StandardCharsets.UTF_8);
                    Socket busy = door.call()) {
                assertEquals("all are in", said.readLine());
                for (int i = 0; i < 1000; i++) {
                    busy.getOutputStream().write(REQUEST.getBytes(StandardCharsets.UTF_8));
                    assertEquals("action=DUNNO\n\n", Listening.answer(busy.getInputStream()));
                }
                Wait.until(() -> door.traffic().open() > CROWD, () -> "in: " + door.traffic());
            } finally {
                crowd.destroy();
                assertTrue(crowd.waitFor(2, TimeUnit.MINUTES));
            }
        }
    }

    /** In a process of its own, for each end of a connection is a file of its process. */
    private static Process crowd(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        Path.of(
                                        CrowdTest.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .getPath())
                                .toString(),
                        Crowd.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
