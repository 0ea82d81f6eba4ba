// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.OwnProcess;
import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real {@code argine guard} gives its UNIX sockets to another user.
 *
 * <p>Only as root, who may do so, and who can be kept from it.
 */
class SocketOwnerTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String TO_NOBODY = "socket-owner = \"nobody\"\n";
    private static final String WARNING =
            "only root, or a guard that has CAP_CHOWN, can give its sockets to nobody;"
                    + " leave socket-owner out, and let nobody in by socket-group";

    @TempDir Path folder;

    private static boolean isRoot() {
        boolean root = System.getProperty("user.name").equals("root") && Files.exists(SETPRIV);
        if (!root) {
            System.out.println("SocketOwnerTest: not run, it takes root and " + SETPRIV);
        }
        return root;
    }

    @Test
    void theOwnerThatIsNamedHasTheSocketsAndAReloadGivesThemToAnother() throws Exception {
        if (!isRoot()) {
            return;
        }
        Process guard = guard(TO_NOBODY + "socket-mode = \"0600\"\n", "-all,+chown");
        try (BufferedReader said = guard.errorReader(StandardCharsets.UTF_8)) {
            assertTrue(stands(said));
            assertEquals(List.of("nobody rw-------", "nobody rw-------"), sockets());
            configure(TO_NOBODY + "socket-mode = \"0640\"\n");
            assertEquals("", reload());
            assertEquals(List.of("nobody rw-r-----", "nobody rw-r-----"), sockets());
            configure("");
            assertEquals("", reload());
            assertEquals(List.of("root rw-rw----", "root rw-rw----"), sockets());
            configure("socket-owner = \"no-such-user-anywhere\"\n");
            assertTrue(reload().contains("socket-owner: there is no user no-such-user-anywhere"));
            assertEquals(List.of("root rw-rw----", "root rw-rw----"), sockets());
        } finally {
            guard.destroy();
            assertTrue(guard.waitFor(1, TimeUnit.MINUTES));
        }
    }

    @Test
    void whoMayNotGiveItAwayIsToldInOneLine() throws Exception {
        if (!isRoot()) {
            return;
        }
        Process guard = guard(TO_NOBODY, "-chown");
        String said = new String(guard.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(Exit.NOT_DONE, guard.waitFor(), said);
        assertEquals("argine: cannot listen on unix:" + policy() + ": " + WARNING + "\n", said);
    }

    @Test
    void aCheckOfTheConfigurationSaysSoBefore() throws Exception {
        if (!isRoot()) {
            return;
        }
        configure(TO_NOBODY);
        Process check = start("-chown", "--check-config");
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(Exit.DONE, check.waitFor(), said);
        assertTrue(said.endsWith("\nWarning: " + WARNING + ".\n"), said);
    }

    @Test
    void aCheckOfTheConfigurationNamesWhoIsNotThere() throws IOException {
        configure("socket-owner = \"no-such-user-anywhere\"\n");
        assertTrue(
                check().endsWith(
                                "\nWarning: socket-owner: there is no user no-such-user-anywhere.\n"));
        configure("socket-group = \"no-such-group-anywhere\"\n");
        assertTrue(
                check().endsWith(
                                "\nWarning: socket-group: there is no group no-such-group-anywhere.\n"));
    }

    private Path policy() {
        return folder.resolve("policy");
    }

    private Path control() {
        return folder.resolve("control");
    }

    private Path configure(String access) throws IOException {
        return Files.writeString(
                folder.resolve("guard.toml"),
                """
                [listen]
                policy = ["unix:%1$s"]
                milter = []
                http = []
                line = []
                metrics = []
                control = "unix:%2$s"
                %4$s
                [store]
                folder = "%3$s/store"
                second-copy = "%3$s/copy"
                [log]
                files = []
                """
                        .formatted(policy(), control(), folder, access));
    }

    /** As root, without the capabilities that are taken from it. */
    private Process guard(String access, String capabilities) throws IOException {
        configure(access);
        return start(capabilities);
    }

    private Process start(String capabilities, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("guard"));
        words.addAll(List.of(more));
        words.addAll(List.of("--config", folder.resolve("guard.toml").toString()));
        List<String> command =
                new ArrayList<>(List.of(SETPRIV.toString(), "--bounding-set=" + capabilities));
        command.addAll(OwnProcess.command(words));
        return new ProcessBuilder(command).start();
    }

    private static boolean stands(BufferedReader said) throws IOException {
        String line = "";
        while (line != null && !line.contains("event=standing-guard")) {
            line = said.readLine();
        }
        return line != null;
    }

    /** The owner of each and who may what. */
    private List<String> sockets() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path socket : List.of(policy(), control())) {
            PosixFileAttributes is = Files.readAttributes(socket, PosixFileAttributes.class);
            all.add(is.owner().getName() + " " + PosixFilePermissions.toString(is.permissions()));
        }
        return all;
    }

    /** What went wrong. */
    private String reload() {
        StringWriter err = new StringWriter();
        Cli.run(
                surroundings(new StringWriter(), err),
                "guard",
                "reload",
                "--socket",
                control() + "");
        return err.toString();
    }

    private String check() throws IOException {
        StringWriter out = new StringWriter();
        Cli.run(
                surroundings(out, out),
                "guard",
                "--check-config",
                "--config",
                folder.resolve("guard.toml").toString());
        return out.toString();
    }

    private static Surroundings surroundings(StringWriter out, StringWriter err) {
        return new Surroundings(
                new PrintWriter(out, true), new PrintWriter(err, true), Clock.systemUTC(), false);
    }
}
