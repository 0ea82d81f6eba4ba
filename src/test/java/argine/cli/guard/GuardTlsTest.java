// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.FreePort;
import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.guard.wire.Notices;
import argine.guard.wire.http.HttpCall;
import argine.guard.wire.tls.SelfSigned;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS from the configuration file to the door, and through reloads. */
class GuardTlsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-26T03:00:00Z"), ZoneOffset.UTC);

    @TempDir static Path certificates;
    private static SelfSigned first;
    private static SelfSigned second;

    @TempDir Path folder;
    private int port;
    private String tls = "";

    @BeforeAll
    static void make() {
        first = SelfSigned.of(certificates, "first", "EC");
        second = SelfSigned.of(certificates, "second", "EC");
    }

    @BeforeEach
    void prepare() throws IOException {
        port = FreePort.next();
        tls =
                "tls = { certificate = \""
                        + folder.resolve("guard.pem")
                        + "\", key = \""
                        + folder.resolve("guard.key")
                        + "\" }\n";
        lay(first);
    }

    /** Puts a certificate where the configuration says that it is. */
    private void lay(SelfSigned one) throws IOException {
        Files.copy(
                one.certificate(),
                folder.resolve("guard.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                one.key(),
                folder.resolve("guard.key"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Path configure(String listen) throws IOException {
        return Files.writeString(
                folder.resolve("guard.toml"),
                "[store]\nfolder = \""
                        + folder.resolve("store")
                        + "\"\nsecond-copy = \""
                        + folder.resolve("copy")
                        + "\"\n[log]\nfiles = []\n[listen]\ncontrol = \"unix:"
                        + folder.resolve("control")
                        + "\"\n"
                        + listen);
    }

    private static String only(String protocol, String endpoint) {
        StringBuilder all = new StringBuilder();
        for (String name : new String[] {"policy", "milter", "http", "line", "metrics"}) {
            all.append(name)
                    .append(" = [")
                    .append(name.equals(protocol) ? "\"" + endpoint + "\"" : "")
                    .append("]\n");
        }
        return all.toString();
    }

    private Daemon start(Path file) throws IOException {
        return Daemon.start(
                new GuardFile(file)::read,
                new Clocks(CLOCK, System::nanoTime),
                new Notices(new PrintWriter(new StringWriter()), CLOCK, false));
    }

    /** Asks over a connection that stays open, and returns the first line of the answer. */
    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        ("POST /v1/decide HTTP/1.1\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 2\r\n\r\n{}")
                                .getBytes(StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        while (all.indexOf("}") < 0) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                throw new IOException("closed after: " + all);
            }
            all.append((char) b);
        }
        return all.substring(0, all.indexOf("\r\n"));
    }

    @Test
    void aReloadTakesUpANewCertificateAndLeavesConnectionsAlone() throws IOException {
        try (Daemon daemon = start(configure(only("http", "tls:127.0.0.1:" + port) + tls));
                SSLSocket before = first.call(port, "TLSv1.3")) {
            String answer = ask(before);
            lay(second);
            assertEquals("", daemon.reload());
            assertEquals(answer, ask(before));
            try (SSLSocket after = second.call(port, "TLSv1.3")) {
                assertEquals(answer, ask(after));
            }
            try (SSLSocket late = first.call(port, "TLSv1.3")) {
                assertThrows(SSLException.class, () -> ask(late));
            }
        }
    }

    @Test
    void aWrongFileLeavesTheOldCertificateInForceAndIsNamed() throws IOException {
        try (Daemon daemon = start(configure(only("http", "tls:127.0.0.1:" + port) + tls))) {
            Path key = folder.resolve("guard.key");
            Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
            assertEquals(
                    "the old configuration stays in force: "
                            + key
                            + ": the key is another one than the certificate's",
                    daemon.reload());
            Files.delete(key);
            assertEquals(
                    "the old configuration stays in force: " + key + ": there is no such file",
                    daemon.reload());
            try (SSLSocket socket = first.call(port, "TLSv1.3")) {
                assertTrue(ask(socket).startsWith("HTTP/1.1 "));
            }
        }
    }

    @Test
    void aReloadTurnsADoorToTlsAndBackInItsPlace() throws IOException {
        InetSocketAddress place = new InetSocketAddress("127.0.0.1", port);
        try (Daemon daemon = start(configure(only("http", "inet:127.0.0.1:" + port)))) {
            int status = HttpCall.post(place, "/v1/decide", "{}").status();
            configure(only("http", "tls:127.0.0.1:" + port) + tls);
            assertEquals("", daemon.reload());
            try (SSLSocket socket = first.call(port, "TLSv1.2")) {
                assertEquals("HTTP/1.1 " + status, ask(socket).substring(0, 12));
            }
            configure(only("http", "inet:127.0.0.1:" + port));
            assertEquals("", daemon.reload());
            assertEquals(status, HttpCall.post(place, "/v1/decide", "{}").status());
        }
    }

    /** What a command prints, and how it ends. */
    private record Told(int exit, String out, String err) {}

    private Told check(String listen) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Cli.run(
                        new Surroundings(new PrintWriter(out), new PrintWriter(err), CLOCK, false),
                        "guard",
                        "--check-config",
                        "--config",
                        configure(listen).toString());
        return new Told(exit, out.toString(), err.toString());
    }

    @Test
    void aDoorOnThisHostWithTlsNeedsNoWarning() throws IOException {
        Told told = check(only("http", "tls:127.0.0.1:10033") + tls);
        assertEquals(
                new Told(
                        Exit.DONE,
                        folder.resolve("guard.toml")
                                + " is right. 1 doors, 0 accounts, senders: reported. Log: off.\n",
                        ""),
                told);
    }

    @Test
    void whatPostfixCannotReachIsSaid() throws IOException {
        for (String protocol : new String[] {"policy", "milter"}) {
            Told told = check(only(protocol, "tls:127.0.0.1:10031") + tls);
            assertEquals(Exit.DONE, told.exit());
            assertTrue(
                    told.out()
                            .endsWith(
                                    "\nWarning: "
                                            + protocol
                                            + " at tls:127.0.0.1:10031: Postfix and Sendmail speak no"
                                            + " TLS here and will not reach it, unless a tunnel such as"
                                            + " stunnel does it for them.\n"),
                    told.out());
        }
    }

    @Test
    void aDoorForOtherHostsWithoutTlsIsSaid() throws IOException {
        String remote = "remote = true\n";
        Told open = check(only("line", "inet:192.0.2.1:10034") + remote);
        assertEquals(Exit.DONE, open.exit());
        assertTrue(
                open.out()
                        .endsWith(
                                "\nWarning: line at inet:192.0.2.1:10034: other hosts reach it"
                                        + " without TLS: accounts, addresses and the token can be read"
                                        + " on the way, and changed.\n"),
                open.out());
        Told closed = check(only("line", "tls:192.0.2.1:10034") + remote + tls);
        assertEquals(1, closed.out().lines().count(), closed.out());
    }

    @Test
    void aDoorForOtherHostsHasToBeMeantWithTlsAsWell() throws IOException {
        Told told = check(only("line", "tls:192.0.2.1:10034") + tls);
        assertEquals(Exit.NOT_DONE, told.exit());
        assertTrue(told.err().contains("tls:192.0.2.1:10034 can be reached"), told.err());
    }

    @Test
    void whatDoesNotFitTogetherIsSaid() throws IOException {
        String door = only("http", "tls:127.0.0.1:10033");
        assertTrue(
                check(door).err().contains("tls:127.0.0.1:10033 needs a certificate; say tls ="));
        assertTrue(
                check(door + "tls = { certificate = \"/x\" }\n")
                        .err()
                        .contains("listen.tls.key: TLS needs a certificate and its key"));
        assertTrue(
                check(door + tls.replace(" }", ", clientca = \"/x\" }"))
                        .err()
                        .contains("listen.tls.clientca: unknown"));
        assertTrue(
                check(only("http", "tls:127.0.0.1:10033\", \"inet:127.0.0.1:10033") + tls)
                        .err()
                        .contains("listen.http: twice at inet:127.0.0.1:10033"));
        assertTrue(
                check(only("http", "inet:127.0.0.1:10033") + tls)
                        .out()
                        .contains(
                                "Warning: there is a certificate, and no door begins with tls:."));
    }

    @Test
    void aCertificateThatOthersCouldUseIsRefusedBeforeTheDaemonBegins() throws IOException {
        Path key = folder.resolve("guard.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw----r--"));
        Told told = check(only("http", "tls:127.0.0.1:10033") + tls);
        assertEquals(Exit.NOT_DONE, told.exit());
        assertTrue(told.err().contains(key + ": others may read the key; type: chmod 6"));
    }

    @Test
    void eximGetsNoWordInWhereClientsNeedACertificate() throws IOException {
        String needs = tls.replace(" }", ", client-ca = \"" + second.certificate() + "\" }");
        assertTrue(
                check(only("line", "tls:127.0.0.1:10034") + needs)
                        .out()
                        .contains("with client-ca Exim does not get in"));
    }
}
