// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 2026-11-26 is day 20783 since 1970, as a shadow file counts. */
class PasswordExpiryTest {
    private static final String SHADOW =
            """
            old:$6$a$b:20600:0:99999:7:::
            soon:$6$a$b:20698:0:99999:7:::
            sooner:$6$a$b:20694:0:99999:7:::
            fresh:$6$a$b:20780:0:99999:7:::
            undated:$6$a$b::0:99999:7:::
            locked:!:20600:0:99999:7:::
            """;

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void accounts() throws IOException {
        Files.writeString(folder.resolve("shadow"), SHADOW);
        sendmail("cat > '" + folder + "/to-'\"$5\"; echo \"$@\" >> '" + folder + "/calls'");
    }

    /** A program that stands in for the server's. */
    private void sendmail(String does) throws IOException {
        Path program = Files.writeString(folder.resolve("sendmail"), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private int run(String day, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> args = new ArrayList<>(List.of("password", "expiry"));
        if (!List.of(more).contains("--policy")) {
            args.addAll(List.of("--policy", "legacy"));
        }
        args.addAll(List.of("--shadow", folder.resolve("shadow").toString()));
        args.addAll(List.of("--sendmail", folder.resolve("sendmail").toString()));
        args.addAll(List.of("--store", folder.resolve("store").toString()));
        args.addAll(List.of(more));
        Surroundings surroundings =
                new Surroundings(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Clock.fixed(Instant.parse(day + "T00:00:00Z"), ZoneOffset.UTC),
                        false);
        int code = Cli.run(surroundings, args.toArray(String[]::new));
        surroundings.flush();
        return code;
    }

    private String calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readString(calls) : "";
    }

    @Test
    void itSaysWhoHasExpiredAndWhoWillSoon() {
        assertEquals(Exit.SOMETHING_IS_WRONG, run("2026-11-26"), err::toString);
        assertEquals(
                """
                EXPIRED: 1 password; 2 passwords will within 14 days.

                Expired
                    old                               2026-08-25, days ago: 93

                Expire soon
                    sooner                            2026-11-27, days left: 1
                    soon                              2026-12-01, days left: 5

                Accounts of which nobody knows when their password was set: 1 of 6.
                """,
                out.toString());
    }

    @Test
    void withoutYesNobodyIsWrittenTo() throws IOException {
        assertEquals(Exit.DONE, run("2026-11-26", "--notify"), err::toString);
        assertTrue(out.toString().contains("\nWould be written to\n"), out::toString);
        assertTrue(out.toString().endsWith("Nothing was sent. The same with --yes sends it.\n"));
        assertEquals("", calls());
        assertTrue(Files.notExists(folder.resolve("store")));
    }

    @Test
    void everyoneWithinTheNoticeIsWrittenToOnceADay() throws IOException {
        String both = "-i -f postmaster -- sooner\n-i -f postmaster -- soon\n";
        assertEquals(Exit.DONE, run("2026-11-26", "--notify", "--yes"), err::toString);
        assertEquals(both, calls());
        assertEquals(Exit.DONE, run("2026-11-26", "--notify", "--yes"), err::toString);
        assertEquals(both, calls());
        assertTrue(out.toString().contains("; was written to today already"), out::toString);
        assertEquals(Exit.DONE, run("2026-11-27", "--notify", "--yes"), err::toString);
        assertEquals(both + "-i -f postmaster -- soon\n", calls());
    }

    @Test
    void theLetterNamesNoLinkAndIsMarkedAsAProgramsOwn() throws IOException {
        run("2026-11-26", "--notify", "--yes", "--from", "it@example.org");
        assertEquals(
                """
                From: <it@example.org>
                To: <soon>
                Subject: Your mail password expires on 2026-12-01
                Date: Thu, 26 Nov 2026 00:00:00 GMT
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 7bit

                The password of soon expires on 2026-12-01; whole days left: 5.
                After that you cannot log in with it any more.

                Change it where you always change it. Nobody needs to know the old one for
                that: do not answer this message, and trust no message that asks you for a
                password or shows you a link to change it.
                """,
                Files.readString(folder.resolve("to-soon")));
    }

    @Test
    void whoCouldNotBeWrittenToIsTriedAgainOnTheSameDay() throws IOException {
        sendmail("echo 'queue is full' >&2; exit 75");
        assertEquals(Exit.NOT_DONE, run("2026-11-26", "--notify", "--yes"), err::toString);
        assertTrue(out.toString().contains("; NOT WRITTEN: queue is full\n"), out::toString);
        accounts();
        assertEquals(Exit.DONE, run("2026-11-26", "--notify", "--yes"), err::toString);
        assertEquals("-i -f postmaster -- sooner\n-i -f postmaster -- soon\n", calls());
    }

    @Test
    void aNameThatIsNoMailboxIsNeverHandedToTheProgram() throws IOException {
        Files.writeString(
                folder.resolve("shadow"), "|id:$6$a$b:20698:::::: \n-bm:$6$a$b:20698::::::\n");
        assertEquals(Exit.NOT_DONE, run("2026-11-26", "--notify", "--yes"), err::toString);
        assertTrue(
                out.toString().contains("; NOT WRITTEN: no name that mail can be sent to"),
                out::toString);
        assertEquals("", calls());
    }

    @Test
    void aPolicyWithoutExpiryIsAskedWrongly() {
        assertEquals(Exit.ASKED_WRONGLY, run("2026-11-26", "--policy", "modern"));
        assertTrue(err.toString().contains("no password expires by this policy"), err::toString);
        assertEquals(Exit.ASKED_WRONGLY, run("2026-11-26", "--yes"));
        assertEquals(Exit.ASKED_WRONGLY, run("2026-11-26", "--notify", "--from", "a b"));
    }

    @Test
    void theJsonHasTheMoments() {
        assertEquals(Exit.DONE, run("2026-11-26", "--notify", "--format", "json"), err::toString);
        assertEquals(
                """
                {
                  "expireAfterDays": 90,
                  "notifyDays": 14,
                  "expired": [
                    {
                      "account": "old",
                      "expires": "2026-08-25T00:00:00Z"
                    }
                  ],
                  "expiring": [
                    {
                      "account": "sooner",
                      "expires": "2026-11-27T00:00:00Z"
                    },
                    {
                      "account": "soon",
                      "expires": "2026-12-01T00:00:00Z"
                    }
                  ],
                  "notices": [
                    {
                      "account": "sooner",
                      "outcome": "would be written",
                      "why": ""
                    },
                    {
                      "account": "soon",
                      "outcome": "would be written",
                      "why": ""
                    }
                  ],
                  "accounts": 6,
                  "undated": 1,
                  "trouble": []
                }
                """,
                out.toString());
    }
}
