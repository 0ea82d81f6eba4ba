// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.HONEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Typed;
import argine.cli.desk.Exit;
import argine.guard.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The doctor before a real Exim: with the lines that are delivered, with some of them missing or
 * behind others, and with those that it gives to paste.
 *
 * <p>Only where {@code argine.exim} names the program.
 */
class LiveEximDoctorTest {
    private static final String NET = "127.0.60";
    private static final String SETTINGS =
            "acl_smtp_mail = argine_mail\nacl_smtp_rcpt = argine_rcpt\nacl_smtp_data = argine_data\n";
    private static final String ACLS = "begin acl\n";

    @TempDir Path folder;
    private int times;

    @Test
    void eachLineThatIsNotReachedIsFoundInTheRealExim() throws Exception {
        if (!EximLab.isHere()) {
            System.out.println("LiveEximDoctorTest: not run, no Exim was named");
            return;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        GuardLab lab = new GuardLab(folder, NET);
        try (Daemon _ = lab.daemon(() -> lab.setups.of("exim", false, Mode.ENFORCE))) {
            theLinesThatAreDeliveredAreReached();
            whatIsPermittedBeforeIsNotAskedAbout();
            aMissingEndIsFound();
            aMessageWithoutANameIsFound();
            theLinesToPasteMendIt();
            whatItsConfigurationShowsAloneIsSaid();
        }
    }

    private void theLinesThatAreDeliveredAreReached() throws Exception {
        assertAllReached(doctor(UnaryOperator.identity(), "--exim"));
    }

    private void whatIsPermittedBeforeIsNotAskedAbout() throws Exception {
        Typed typed =
                doctor(
                        text ->
                                text.replace(
                                        "argine_rcpt:\n",
                                        "argine_rcpt:\n  accept authenticated = *\n"),
                        "--exim");
        assertFound(typed, "NOT  RCPT through ");
        assertFound(typed, "NOT  the ACL of acl_smtp_rcpt accepts before it asks (accept auth");
        assertTrue(typed.said().contains("ok   END_OF_MESSAGE through "), typed.said());
    }

    /** By its greeting alone it is known for Exim. */
    private void aMissingEndIsFound() throws Exception {
        Typed typed = doctor(text -> text.replace("acl_smtp_data = argine_data\n", ""));
        assertFound(typed, "NOT  END_OF_MESSAGE through ");
        assertTrue(typed.said().contains("acl_smtp_rcpt = argine_rcpt"), typed.said());
        assertTrue(typed.said().contains("ok   RCPT through "), typed.said());
        assertTrue(!typed.said().contains("smtpd_"), typed.said());
    }

    private void aMessageWithoutANameIsFound() throws Exception {
        Typed typed = doctor(text -> text.replace("acl_smtp_mail = argine_mail\n", ""), "--exim");
        assertFound(typed, "NOT  acl_smtp_mail through ");
        assertFound(typed, "NOT  acl_smtp_mail is not set: ");
    }

    /** As somebody does who begins with an Exim that never heard of a guard. */
    private void theLinesToPasteMendIt() throws Exception {
        Typed typed =
                doctor(
                        text -> text.substring(0, text.indexOf(ACLS)).replace(SETTINGS, "") + ACLS,
                        "--exim");
        assertFound(typed, "NOT  RCPT through ");
        List<String> paste =
                typed.said()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("acl_") || line.startsWith(".include "))
                        .distinct()
                        .toList();
        assertAllReached(doctor(text -> pasted(text, paste), "--exim"));
    }

    /** What no probe shows while the guard is well. */
    private void whatItsConfigurationShowsAloneIsSaid() throws Exception {
        Typed typed =
                doctor(
                        text ->
                                text.replaceFirst("\\{3s}\\{}\\{pass}", "{3s}")
                                        .replaceFirst("\\{3s}\\{}\\{pass}", "{100s}{}{pass}"),
                        "--exim");
        assertFound(typed, "NOT  the line of acl_smtp_rcpt has no answer of its own");
        assertFound(typed, "NOT  the line of acl_smtp_data waits 100s");
        assertTrue(typed.said().contains("ok   RCPT through "), typed.said());
        assertTrue(typed.said().contains("ok   END_OF_MESSAGE through "), typed.said());
        typed = doctor(text -> text.replaceFirst(NET + ".31:10034", NET + ".31:10039"), "--exim");
        assertFound(typed, "asks at inet:" + NET + ".31:10039, where the guard is not; it is at ");
    }

    private String pasted(String text, List<String> paste) {
        int acls = text.indexOf(ACLS);
        try {
            Path copy =
                    Files.writeString(
                            folder.resolve("argine.conf"), text.substring(acls + ACLS.length()));
            List<String> lines = new ArrayList<>(paste);
            String include = lines.removeLast().replace("/etc/exim4/argine.conf", copy.toString());
            return String.join("\n", lines)
                    + "\n"
                    + text.substring(0, acls).replace(SETTINGS, "")
                    + ACLS
                    + include
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertAllReached(Typed typed) {
        assertEquals(Exit.DONE, typed.exit(), typed.said());
        assertEquals("Every rule is reached.", typed.said().lines().findFirst().orElse(""));
        assertTrue(typed.said().contains("the header From is seen through "), typed.said());
        assertTrue(typed.said().contains("ok   Exim's configuration asks the guard"), typed.said());
    }

    private static void assertFound(Typed typed, String finding) {
        assertEquals(Exit.SOMETHING_IS_WRONG, typed.exit(), typed.said());
        assertTrue(typed.said().contains(finding), typed.said());
    }

    private Typed doctor(UnaryOperator<String> configuration, String... more) throws Exception {
        Path place = Files.createDirectory(folder.resolve("exim" + ++times));
        try (EximLab exim = EximLab.start(place, NET, configuration)) {
            List<String> words = new ArrayList<>(List.of("guard", "doctor"));
            words.addAll(List.of("--socket", folder.resolve("control.sock").toString()));
            words.addAll(List.of("--smtp", exim.address(), "--login", HONEST, "--password-file"));
            words.add(Files.writeString(folder.resolve("password"), EximLab.PASSWORD).toString());
            words.addAll(List.of(more));
            if (words.remove("--exim")) {
                words.addAll(List.of("--exim-config", exim.printed().toString()));
            }
            return Typed.run(words);
        }
    }
}
