// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.OwnProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code argine password check} as a program of its own, by its exit code; and called by PAM. */
class PasswordProgramTest {
    private static final String GOOD = "tower and olive garden 77";
    private static final Path PAM = Path.of("/etc/pam.d");
    private static final Path PAMTESTER = Path.of("/usr/bin/pamtester");

    @TempDir Path folder;

    /** What came of a run. */
    private record Ran(int exit, String said) {}

    private static List<String> argine(String... words) {
        List<String> all = new ArrayList<>(List.of("password", "check"));
        all.addAll(List.of(words));
        return OwnProcess.command(all);
    }

    private static Ran run(List<String> command, String input, String user)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PAM_USER", user);
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    @Test
    void theExitCodeSaysWhetherThePasswordMayBeTaken() throws Exception {
        assertEquals(new Ran(0, "ACCEPTED\n"), run(argine(), GOOD + "\n", "rossi"));
        assertEquals(new Ran(0, "ACCEPTED\n"), run(argine(), GOOD + "\0", "rossi"), "as PAM does");
        Ran name = run(argine(), "maria.rossi.1969", "maria.rossi.196@example.org");
        assertEquals(3, name.exit(), name.said());
        assertTrue(name.said().startsWith("REFUSED\n"), name.said());
        assertTrue(name.said().contains("a name of its owner"), name.said());
        assertEquals(3, run(argine(), "", "rossi").exit(), "no password at all");
        Ran none = run(argine("--policy", folder + "/none"), GOOD, "rossi");
        assertEquals(1, none.exit(), none.said());
        assertEquals(1, none.said().lines().count(), none.said());
        assertEquals(2, run(argine("--polcy", "x"), GOOD, "rossi").exit());
    }

    /** The file in /etc/pam.d is of this test alone, and gone with it. */
    @Test
    void pamLetsNobodyInWhosePasswordBreaksThePolicy() throws Exception {
        if (!Boolean.getBoolean("argine.lab")
                || !Files.isExecutable(PAMTESTER)
                || !Files.isWritable(PAM)) {
            System.err.println("left out: PAM needs root and pamtester (see ./check)");
            return;
        }
        Path program =
                Files.writeString(
                        folder.resolve("argine"),
                        "#!/bin/sh\nexec '" + String.join("' '", argine()) + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        String name = "argine-test-" + ProcessHandle.current().pid();
        Path service =
                Files.writeString(
                        PAM.resolve(name),
                        "%1$s requisite pam_exec.so expose_authtok stdout %2$s\n%1$s required pam_permit.so\n"
                                .formatted("auth", program));
        try {
            List<String> login = List.of(PAMTESTER.toString(), name, "nobody", "authenticate");
            Ran good = run(login, GOOD + "\n", "");
            assertEquals(0, good.exit(), good.said());
            assertTrue(good.said().contains("ACCEPTED"), good.said());
            Ran weak = run(login, "nobody\n", "");
            assertEquals(1, weak.exit(), weak.said());
            assertTrue(weak.said().contains("a name of its owner"), "PAM_USER: " + weak.said());
        } finally {
            Files.delete(service);
        }
    }

    /**
     * The lines stand in the documentation; only their places are this test's own. {@code
     * pam_script} takes no program from a folder below one that everybody may write to.
     */
    @Test
    void pamSetsNoPasswordThatBreaksThePolicy() throws Exception {
        Path module = Path.of(System.getProperty("argine.pamscript", ""));
        if (!Boolean.getBoolean("argine.lab")
                || !Files.isExecutable(PAMTESTER)
                || !Files.isRegularFile(module)) {
            System.err.println("left out: PAM needs root, pamtester and pam_script (see ./check)");
            return;
        }
        String name = "argine-test-" + ProcessHandle.current().pid();
        Path programs = Files.createDirectory(Path.of("/opt").resolve(name));
        Path program = programs.resolve("pam_script_passwd");
        Path service = PAM.resolve(name);
        try {
            Files.writeString(
                    program,
                    documented("#!/bin/sh")
                            .replace(
                                    "/usr/bin/argine",
                                    "'" + String.join("' '", OwnProcess.command(List.of())) + "'"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(
                    service,
                    documented("password requisite")
                                    .replace("pam_script.so", module.toString())
                                    .replace("/etc/argine/pam", programs.toString())
                            + "password required pam_permit.so\n");
            List<String> change = List.of(PAMTESTER.toString(), name, "root", "chauthtok");
            Ran good = run(change, (GOOD + "\n").repeat(2), "");
            assertEquals(0, good.exit(), good.said());
            assertTrue(good.said().contains("ACCEPTED"), good.said());
            Ran weak = run(change, "root\n".repeat(2), "");
            assertEquals(1, weak.exit(), weak.said());
            assertTrue(weak.said().contains("a name of its owner"), "PAM_USER: " + weak.said());
        } finally {
            Files.deleteIfExists(service);
            Files.deleteIfExists(program);
            Files.delete(programs);
        }
    }

    /** The block of the page that begins so. */
    private static String documented(String begin) throws IOException {
        String page = Files.readString(Path.of("docs/password-policy.md"));
        int from = page.indexOf("```\n" + begin) + "```\n".length();
        return page.substring(from, page.indexOf("```", from));
    }
}
