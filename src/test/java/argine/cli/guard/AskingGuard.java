// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.OwnProcess;
import argine.Wait;
import argine.guard.wire.http.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/**
 * The real {@code argine guard} in a process of its own, whose resolver asks a real name server.
 *
 * <p>The process has its own /etc/resolv.conf, by a mount that nobody else sees.
 */
final class AskingGuard implements AutoCloseable {
    /** In a mount namespace: $0 a resolv.conf, $1 an nsswitch.conf, then the program. */
    private static final String BEHIND_OWN_RESOLVER =
            "mount --bind \"$0\" /etc/resolv.conf && mount --bind \"$1\" /etc/nsswitch.conf && shift"
                    + " && exec \"$@\"";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    /**
     * @param dns an address of this host, of this name server alone
     * @param zones lines of unbound's configuration
     * @param sections of the guard's configuration, behind its doors and its store
     */
    AskingGuard(Path folder, String dns, String zones, String sections) throws Exception {
        this.folder = folder;
        try {
            nameServer(dns, zones);
            guard(dns, sections);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Whether one can be started on this host; says so in one line where not. */
    static boolean canBe(Class<?> test) throws Exception {
        String mount = "mount --bind /etc/resolv.conf /etc/resolv.conf";
        boolean can =
                new ProcessBuilder("unshare", "--mount", "sh", "-c", mount).start().waitFor() == 0;
        if (!can) {
            System.out.println(test.getSimpleName() + ": not run, a mount of its own is refused");
        }
        return can;
    }

    private void nameServer(String address, String zones) throws Exception {
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
                        %3$s
                        remote-control:
                          control-enable: no
                        """
                                .formatted(address, folder, zones.indent(2)));
        Process process =
                begin("unbound.log", List.of("unbound", "-d", "-v", "-c", config.toString()));
        Wait.until(
                () -> Files.readString(folder.resolve("unbound.log")).contains("start of service"),
                () -> "unbound: " + process.info());
    }

    private void guard(String dns, String sections) throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("guard.toml"),
                        """
                        mode = "enforce"
                        [listen]
                        policy = ["unix:%1$s/policy"]
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
                        %2$s
                        """
                                .formatted(folder, sections));
        Path resolver =
                Files.writeString(
                        folder.resolve("resolv.conf"),
                        "nameserver "
                                + dns
                                + "\nsearch search.test\noptions timeout:1 attempts:3\n");
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
        begin("guard.log", command);
        until("event=standing-guard");
    }

    private Process begin(String log, List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(log).toFile())
                        .start();
        processes.addFirst(process);
        return process;
    }

    String post(String socket, String path, String json) throws IOException {
        HttpCall.Answer answer = HttpCall.post(address(socket), path, json);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
    }

    private UnixDomainSocketAddress address(String socket) {
        return UnixDomainSocketAddress.of(folder.resolve(socket));
    }

    /** Asks as Postfix does at a recipient; the answer is what stands behind {@code action=}. */
    String policy(String client, String helo, String sender, String recipient) throws IOException {
        String request =
                """
                request=smtpd_access_policy
                protocol_state=RCPT
                client_address=%s
                helo_name=%s
                sender=%s
                recipient=%s

                """
                        .formatted(client, helo, sender, recipient);
        try (SocketChannel door = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.connect(address("policy"));
            door.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            Scanner answer = new Scanner(Channels.newInputStream(door), StandardCharsets.UTF_8);
            return answer.nextLine().replaceFirst("action=", "");
        }
    }

    void until(String said) throws Exception {
        Wait.until(() -> log().contains(said), () -> said + "\n" + log());
    }

    String log() {
        try {
            return Files.readString(folder.resolve("guard.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 1, TimeUnit.MINUTES).join();
            process.destroyForcibly();
        }
    }
}
