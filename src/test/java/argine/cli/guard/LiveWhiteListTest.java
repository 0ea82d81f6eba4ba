// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.OwnProcess;
import argine.Wait;
import argine.guard.wire.http.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real {@code argine guard} in a process of its own, whose resolver asks a real name server:
 * one list that answers, one that is silent, one that says of everybody that they are on it.
 *
 * <p>Only where the lab may be started. The process has its own /etc/resolv.conf, by a mount that
 * nobody else sees.
 */
class LiveWhiteListTest {
    private static final String DNS = "127.0.62.53";
    private static final String LISTED = "198.51.100.7";
    private static final String LISTED_SIX = "2001:db8:5:1::25";
    private static final String OTHER = "198.51.100.8";

    /** In a mount namespace: $0 a resolv.conf, $1 an nsswitch.conf, then the program. */
    private static final String BEHIND_OWN_RESOLVER =
            "mount --bind \"$0\" /etc/resolv.conf && mount --bind \"$1\" /etc/nsswitch.conf && shift"
                    + " && exec \"$@\"";

    @TempDir Path folder;

    @Test
    void whoIsListedIsLetGoAndNobodyWaitsForASilentServer() throws Exception {
        Process dns = nameServer();
        try {
            Process guard = guard();
            try {
                whoIsListedIsLetGo();
                whoIsNotStaysBarredAndTheListsInTroubleAreTold();
            } finally {
                end(guard);
            }
        } finally {
            end(dns);
        }
    }

    private void whoIsListedIsLetGo() throws Exception {
        offend(LISTED);
        until("event=unbarred whom=" + LISTED + "/32 by=w:dnswl.test");
        offend(LISTED_SIX);
        until("event=unbarred whom=2001:db8:5:1::/64 by=w:dnswl.test");
        for (int i = 0; i < 20; i++) {
            offend(LISTED);
            offend(LISTED_SIX);
        }
        assertEquals("{\"barred\":[]}", post("control", "/barred", "{}"));
        assertEquals(1, log().split(Pattern.quote("event=barred whom=" + LISTED), -1).length - 1);
    }

    private void whoIsNotStaysBarredAndTheListsInTroubleAreTold() throws Exception {
        offend(OTHER);
        String answer =
                post(
                        "http",
                        "/v1/decide",
                        "{\"stage\":\"rcpt\",\"channel\":\"inbound\",\"client\":{\"address\":\""
                                + OTHER
                                + "\"},\"recipients\":[\"a@corp.test\"]}");
        assertTrue(answer.contains("reject"), answer);
        until("list=everybody.test trouble=\"it lists 127.0.0.1 and so everybody, or refuses\"");
        until("list=silent.test trouble=\"no answer, or a refusal: ");
        assertTrue(post("control", "/barred", "{}").contains(OTHER + "/32"));
        assertTrue(!log().contains("list=dnswl.test"), log());
    }

    private void offend(String client) throws IOException {
        post(
                "http",
                "/v1/report",
                "{\"event\":\"offence\",\"ground\":\"C\",\"client\":\"" + client + "\"}");
    }

    private String post(String socket, String path, String json) throws IOException {
        HttpCall.Answer answer =
                HttpCall.post(UnixDomainSocketAddress.of(folder.resolve(socket)), path, json);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
    }

    private void until(String said) throws Exception {
        Wait.until(() -> log().contains(said), () -> said + "\n" + log());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("guard.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process guard() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("guard.toml"),
                        """
                        mode = "enforce"
                        [listen]
                        policy = []
                        milter = []
                        http = ["unix:%1$s/http"]
                        line = []
                        metrics = []
                        control = "unix:%1$s/control"
                        [store]
                        folder = "%1$s/store"
                        second-copy = "%1$s/copy"
                        [log]
                        files = []
                        [intrusion]
                        mode = "enforce"
                        allow = ["w:dnswl.test", "w:silent.test", "w:everybody.test"]
                        """
                                .formatted(folder));
        Path resolver =
                Files.writeString(
                        folder.resolve("resolv.conf"),
                        "nameserver "
                                + DNS
                                + "\nsearch search.test\noptions timeout:1 attempts:1\n");
        Path order = Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                BEHIND_OWN_RESOLVER,
                                resolver.toString(),
                                order.toString()));
        command.addAll(OwnProcess.command(List.of("guard", "--config", config.toString())));
        Process process = begin("guard.log", command);
        until("event=standing-guard");
        return process;
    }

    private Process nameServer() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("unbound.conf"),
                        """
                        server:
                          interface: %1$s
                          access-control: 127.0.0.0/8 allow
                          module-config: "iterator"
                          chroot: ""
                          username: ""
                          directory: "%2$s"
                          pidfile: "%2$s/unbound.pid"
                          use-syslog: no
                          num-threads: 1
                          local-zone: "." static
                          local-data: "2.0.0.127.dnswl.test. A 127.0.0.2"
                          local-data: "7.100.51.198.dnswl.test. A 127.0.5.1"
                          local-data: "%3$s.1.0.0.0.5.0.0.0.8.b.d.0.1.0.0.2.dnswl.test. A 127.0.5.0"
                          local-zone: "everybody.test." redirect
                          local-data: "everybody.test. A 127.0.10.3"
                          local-zone: "silent.test." deny
                        remote-control:
                          control-enable: no
                        """
                                .formatted(DNS, folder, "5.2" + ".0".repeat(14)));
        Process process =
                begin("unbound.log", List.of("unbound", "-d", "-v", "-c", config.toString()));
        Wait.until(
                () -> Files.readString(folder.resolve("unbound.log")).contains("start of service"),
                () -> "unbound: " + process.info());
        return process;
    }

    private Process begin(String log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }
}
