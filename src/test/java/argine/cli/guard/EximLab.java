// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real Exim on a net of its own, with the ACL lines that are delivered; it delivers nothing. */
final class EximLab implements AutoCloseable {
    private static final String EXIM = System.getProperty("argine.exim", "");
    private static final int PORT = 2525;
    static final String PASSWORD = "secret";

    private final Path folder;
    private final String net;
    private final Process daemon;

    private EximLab(Path folder, String net, UnaryOperator<String> changed)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.net = net;
        this.daemon = begin(changed.apply(configuration()));
    }

    /** Whether {@code argine.exim} names the program; it need not be installed. */
    static boolean isHere() {
        return !EXIM.isEmpty();
    }

    /**
     * Takes mail when this returns.
     *
     * @param folder of the test
     * @param net the first three numbers of its address and the guard's
     */
    static EximLab start(Path folder, String net) throws IOException, InterruptedException {
        return start(folder, net, text -> text.replace("{3s}", "{60s}")); // busy is not down
    }

    /** The same with another configuration, made of the usual one. */
    static EximLab start(Path folder, String net, UnaryOperator<String> changed)
            throws IOException, InterruptedException {
        return new EximLab(folder, net, changed);
    }

    /** What it prints of its configuration. */
    Path printed() throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process asked =
                new ProcessBuilder(
                                EXIM, "-C", folder.resolve("exim.conf").toString(), "-bP", "config")
                        .redirectOutput(printed.toFile())
                        .redirectError(folder.resolve("said").toFile())
                        .start();
        assertTrue(asked.waitFor(1, TimeUnit.MINUTES));
        return printed;
    }

    String address() {
        return net + ".1:" + PORT;
    }

    Smtp loggedIn(String account) throws IOException {
        return loggedIn(Smtp.call(net + ".1", PORT), account);
    }

    /** From an address of its own in 127/8. */
    Smtp loggedInFrom(String source, String account) throws IOException {
        return loggedIn(Smtp.callFrom(source, net + ".1", PORT), account);
    }

    private static Smtp loggedIn(Smtp smtp, String account) throws IOException {
        String reply = smtp.login(account, PASSWORD);
        assertTrue(reply.startsWith("235 "), reply);
        return smtp;
    }

    /** From any address: Exim believes those who run it. */
    Smtp callAs(String client) throws IOException {
        return Smtp.with(
                new ProcessBuilder(
                                EXIM,
                                "-C",
                                folder.resolve("exim.conf").toString(),
                                "-oMa",
                                client + ".40000",
                                "-bs")
                        .redirectError(folder.resolve("said").toFile())
                        .start());
    }

    Smtp loggedInAs(String client, String account) throws IOException {
        return loggedIn(callAs(client), account);
    }

    @Override
    public void close() throws IOException {
        daemon.destroy();
        try {
            assertTrue(daemon.waitFor(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process begin(String configuration) throws IOException, InterruptedException {
        for (String name : List.of("spool", "log")) {
            Files.setPosixFilePermissions(
                    Files.createDirectory(folder.resolve(name)),
                    PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = folder.resolve("exim.conf");
        Files.writeString(config, configuration);
        Path said = folder.resolve("said");
        Process exim =
                new ProcessBuilder(EXIM, "-C", config.toString(), "-bdf")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        while (!Files.exists(folder.resolve("log/mainlog"))
                || !Files.readString(folder.resolve("log/mainlog")).contains("daemon started")) {
            assertTrue(exim.isAlive(), () -> read(said));
            exim.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return exim;
    }

    /** As little as Exim needs, and the lines that are delivered, with the test's own address. */
    private String configuration() throws IOException {
        String main =
                """
                primary_hostname = mail.example.org
                spool_directory = %1$s/spool
                log_file_path = %1$s/log/%%slog
                pid_file_path = %1$s/spool/exim.pid
                exim_user = nobody
                exim_group = nogroup
                never_users =
                keep_environment =
                local_interfaces = %2$s.1
                daemon_smtp_ports = %3$d
                host_lookup =
                auth_advertise_hosts = *
                tls_advertise_hosts =
                queue_only
                acl_smtp_mail = argine_mail
                acl_smtp_rcpt = argine_rcpt
                acl_smtp_data = argine_data
                begin authenticators
                plain:
                  driver = plaintext
                  public_name = PLAIN
                  server_prompts = :
                  server_condition = ${if eq{$auth3}{%4$s}}
                  server_set_id = $auth2
                begin acl
                """
                        .formatted(folder, net, PORT, PASSWORD);
        Stream<String> delivered =
                Files.readAllLines(Path.of("packaging/guard/exim.conf")).stream()
                        .map(line -> line.replace("127.0.0.1:10034", net + ".31:10034"))
                        .map(EximLab::andAllOthersMayWrite);
        return main + String.join("\n", delivered.toList()) + "\n";
    }

    /** What stands there in a configuration that is somebody's own. */
    private static String andAllOthersMayWrite(String line) {
        return line.contains("here goes on what the ACL had") ? "  accept" : line;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
