// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees where no guard answers. */
class DoctorWithoutGuardTest {
    @TempDir private Path folder;

    private String doctor(String... more) throws IOException {
        Path postfix =
                Files.writeString(
                        folder.resolve("postconf"), "smtpd_milters = inet:127.0.0.1:10032\n");
        Path dovecot = Files.writeString(folder.resolve("doveconf"), "protocols = imap\n");
        String[] words = {
            "guard",
            "doctor",
            "--socket",
            folder.resolve("none").toString(),
            "--postfix",
            postfix.toString(),
            "--dovecot",
            dovecot.toString()
        };
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        int exit = Cli.run(new Surroundings(both, both, clock, false), all);
        assertEquals(Exit.SOMETHING_IS_WRONG, exit, said::toString);
        return said.toString();
    }

    @Test
    void itSaysHowToStartOneAndGoesOnWithTheConfiguration() throws IOException {
        String said = doctor();
        assertTrue(
                said.contains(
                        "  NOT  no guard answers on "
                                + folder.resolve("none")
                                + " (No such file or directory); to start it:\n"
                                + "         systemctl enable --now argine-guard\n"),
                said);
        assertTrue(said.contains("  NOT  milter_default_action is tempfail"), said);
    }

    @Test
    void itSendsNoProbeThatWouldBeDelivered() throws IOException {
        String said = doctor("--smtp", "127.0.0.1:1", "--to", "probe@example.org");
        assertTrue(said.contains("  NOT  no probe was sent: it needs a guard that answers"), said);
    }
}
