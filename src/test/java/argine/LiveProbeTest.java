// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.audit.probe.Endpoint;
import argine.audit.probe.Probe;
import argine.audit.setting.Finding;
import argine.audit.setting.LaxSettings;
import argine.cli.desk.Exit;
import argine.server.Configuration;
import argine.server.dovecot.OwnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a real Postfix what it would do for a thief, and sends nothing; then has it deliver a
 * letter.
 *
 * <p>Only where the lab may be started.
 */
class LiveProbeTest {
    private static final String NET = "127.0.48";
    private static final String FOREIGN = " sender that is not the login's";
    private static final String NULL = " null sender after a login";
    private static final String RELAY = " relay without a login";
    private static final String CLEAR = " AUTH before STARTTLS";

    @TempDir Path store;
    private Lab lab;

    @Test
    void whatPostfixDoesIsSeenAndNothingIsSent() throws Exception {
        String submission = NET + ".1:2587";
        String smtps = NET + ".1:2465";
        String mx = NET + ".1:2525";
        try (Lab started = new Lab(NET, Map.of("LAB_NO_PENALTY", "1"))) {
            lab = started;
            lab.start();
            assertEquals(
                    new TreeSet<>(
                            List.of(
                                    submission + CLEAR,
                                    submission + FOREIGN,
                                    submission + NULL,
                                    smtps + FOREIGN,
                                    smtps + NULL)),
                    found(NET + ".77", submission, "smtps:" + smtps, mx));
            theNameAndTheAliasAreTriedAtTheLogin(submission);
            assertTrue(found(NET + ".80", mx).contains(mx + RELAY), "the web server is trusted");
            lab.stop();
            lab.start(Map.of("LAB_STRICT_SENDER", "1"));
            assertEquals(
                    new TreeSet<>(List.of(submission + CLEAR, submission + NULL, smtps + NULL)),
                    found(NET + ".77", submission, "smtps:" + smtps));
            assertEquals(Map.of(), new LabQueue(lab).places());
            assertTrue(Files.readString(lab.path("sink/ledger.tsv")).lines().count() <= 1);
            whosePasswordIsToExpireFindsALetter();
            whoseRulesSendMailOutIsToldByDovecot();
            aKeyThatDoveconfHidesIsJudged();
        }
    }

    private void theNameAndTheAliasAreTriedAtTheLogin(String where) throws IOException {
        Path users = Files.writeString(store.resolve("users"), "rossi@example.org:{ROT13}x\n");
        Path aliases =
                Files.writeString(
                        store.resolve("virtual"), "rossi2024@example.org rossi@example.org\n");
        String said =
                argine(
                                "audit",
                                "passwords",
                                "--passwd-file",
                                users.toString(),
                                "--aliases",
                                aliases.toString(),
                                "--no-state",
                                "--try-login",
                                where,
                                "--i-consent",
                                "--login-pause",
                                "1s",
                                "--store",
                                store.toString())
                        .exits(Exit.SOMETHING_IS_WRONG);
        assertTrue(said.contains("equals alias rossi2024@example.org   live login"), said);
        assertEquals(2, Files.readAllLines(store.resolve("login-tries")).size());
    }

    /** Password of 2026-09-07, which lasts for ninety days. */
    private void whosePasswordIsToExpireFindsALetter() throws Exception {
        Path log = lab.path("log/mail.log");
        Path shadow =
                Files.writeString(
                        store.resolve("shadow"), "rossi@example.org:$6$a$b:20703:0:99999:7:::\n");
        try (WatchService written = log.getFileSystem().newWatchService()) {
            log.getParent().register(written, StandardWatchEventKinds.ENTRY_MODIFY);
            String said =
                    argine(
                                    "password",
                                    "expiry",
                                    "--policy",
                                    "legacy",
                                    "--shadow",
                                    shadow.toString(),
                                    "--notify",
                                    "--yes",
                                    "--sendmail",
                                    sendmail().toString(),
                                    "--store",
                                    store.toString())
                            .exits(Exit.DONE);
            while (!Files.readString(log).contains(" Saved)")) {
                WatchKey more = written.poll(1, TimeUnit.MINUTES);
                assertNotNull(more, said);
                more.reset();
            }
        }
        try (Stream<Path> inbox = Files.list(lab.path("mail/example.org/rossi/Maildir/new"))) {
            Path file = inbox.findFirst().orElseThrow();
            String letter = Files.readString(file);
            assertTrue(
                    letter.contains("\nSubject: Your mail password expires on 2026-12-06\n"),
                    letter);
        }
    }

    private void whoseRulesSendMailOutIsToldByDovecot() throws IOException {
        Path users =
                Files.writeString(
                        store.resolve("two"),
                        "rossi@example.org:{PLAIN}x9\nferrari@example.org:{PLAIN}x9\n");
        Object owner = Files.getAttribute(lab.path("mail"), "unix:uid");
        new PlantedFoothold(lab.path("mail/example.org/rossi")).plant(owner);
        Typed audit =
                argine(
                        "audit",
                        "passwords",
                        "--passwd-file",
                        users.toString(),
                        "--no-state",
                        "--effort",
                        "quick",
                        "--homes",
                        "doveadm",
                        "--dovecot",
                        lab.path("dovecot/dovecot.conf").toString(),
                        "--format",
                        "json");
        String home = lab.path("mail/example.org/rossi") + "/";
        assertEquals(
                List.of(
                        "rossi@example.org forwards to %s (%s.forward)"
                                .formatted(PlantedFoothold.HARVEST, home),
                        "rossi@example.org redirects mail to %s (%ssieve/..sieve)"
                                .formatted(PlantedFoothold.HARVEST, home)),
                JsonMapper.shared()
                        .readTree(audit.said())
                        .path("hygiene")
                        .valueStream()
                        .map(
                                one ->
                                        one.path("account").asString("")
                                                + " "
                                                + one.path("what").asString(""))
                        .filter(one -> one.contains(lab.path("").toString()))
                        .sorted()
                        .toList());
    }

    /** The lab's key for doveadm has 15 characters. */
    private void aKeyThatDoveconfHidesIsJudged() throws IOException {
        Configuration configuration =
                Configuration.of(
                        Map.of(),
                        Map.of(),
                        OwnSettings.read(lab.path("dovecot/dovecot.conf")),
                        Map.of(),
                        List.of(),
                        List.of());
        List<Finding> keys =
                LaxSettings.look(configuration).stream()
                        .filter(finding -> finding.setting().equals("doveadm_api_key"))
                        .toList();
        assertEquals(List.of("..."), keys.stream().map(Finding::value).toList());
    }

    /** The server's own program, with the lab's configuration. */
    private Path sendmail() throws IOException {
        Path postfix = lab.path("postfix");
        String script =
                "#!/bin/sh\nMAIL_CONFIG=%s/etc exec %s/bin/sendmail \"$@\"\n"
                        .formatted(postfix, postfix);
        Path program = Files.writeString(store.resolve("sendmail"), script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private static Typed argine(String... words) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        return Typed.run(clock, List.of(words));
    }

    private static TreeSet<String> found(String from, String... endpoints) throws IOException {
        List<Endpoint> all = new ArrayList<>();
        for (String endpoint : endpoints) {
            all.add(Endpoint.of(endpoint));
        }
        Probe.Answers answers =
                new Probe(
                                Optional.of(Endpoint.own(from)),
                                "argine-probe@bigcloud.test",
                                "somebody@refused.test",
                                Optional.of(new Probe.Login("rossi@example.org", "rossi2024")))
                        .ask(all);
        TreeSet<String> found = new TreeSet<>();
        answers.findings().forEach(finding -> found.add(finding.setting()));
        return found;
    }
}
