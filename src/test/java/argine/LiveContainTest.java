// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.sql.LiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a thief out of a real Postfix and Dovecot who is logged in to all of their services,
 * wherever the accounts are kept.
 *
 * <p>Only where the lab may be started.
 */
@Isolated("ends connections")
class LiveContainTest {
    private static final String NET = "127.0.49";
    private static final String HOST = NET + ".1";
    private static final String OWNER = "bianchi@example.org";
    private static final String STOLEN = "Tr4monto-a-Como";
    private static final int MX = 2525;
    private static final int SUBMISSION = 2587;
    private static final int SERVICES = 5;
    private static final String SPAMMED = "a@bigcloud.test";
    private static final String FRIEND = "friend@bigcloud.test";

    private static final String BEGUN = "b@bigcloud.test";
    private static final String HELD_BEFORE = "d@bigcloud.test";
    private static final String HONEST = "c@bigcloud.test";

    /** How many accounts are contained at once. */
    private static final int MANY = 20;

    /** Printed, and compared with no limit: on a busy machine everything takes longer. */
    private static final Pattern OUT_AFTER = Pattern.compile("SHUT \\S+: out after (\\d+\\.\\d) s");

    /** IMAP, IMAPS, POP3, Dovecot's submission, ManageSieve, and six ports of Postfix. */
    private static final int DOORS = 11;

    private static Lab lab;

    @TempDir Path folder;

    /** Arranges where the accounts are, in a lab that has started. */
    private interface Arrangement {
        LabStore arrange() throws Exception;
    }

    @BeforeAll
    static void startLab() throws IOException {
        lab = new Lab(NET, Map.of("LAB_SIEVE", "1"));
        lab.start();
        takeLoginsWhereMailServersCome();
    }

    /** On port 25, and behind postscreen: many have it so. */
    private static void takeLoginsWhereMailServersCome() throws IOException {
        Path master = lab.path("postfix/etc/master.cf");
        String logins = " -o smtpd_sasl_auth_enable=yes";
        String screened = "(?m)^smtpd +pass .*$";
        String written = Files.readString(master);
        String now = written.replaceFirst(screened, "$0" + logins);
        assertNotEquals(written, now);
        String port25 = HOST + ":25 inet n - y - - smtpd -o syslog_name=postfix/mx" + logins;
        Files.writeString(master, now + port25 + "\n");
    }

    @AfterAll
    static void wipeLab() throws IOException {
        lab.close();
    }

    private static Path dovecot() {
        return lab.path("dovecot");
    }

    @Test
    void aThiefIsPutOutOfAPasswdFileAndStaysOut() throws Exception {
        putOut(() -> LabStore.passwdFile(dovecot()), true);
    }

    @Test
    void manyAreShutOutTogether() throws Exception {
        LabStore store = LabStore.passwdFile(dovecot());
        reload();
        List<String> before = store.kept();
        List<String> many = accounts().stream().limit(MANY).toList();
        List<String> words = new ArrayList<>(many);
        words.addAll(List.of("--even-so", "--yes", "--format", "json"));
        long began = System.nanoTime();
        String said = contain(0, store, words.toArray(String[]::new));
        long all = Duration.ofNanos(System.nanoTime() - began).toMillis();
        JsonNode receipts = JsonMapper.shared().readTree(said).path("receipts");
        assertEquals(MANY, receipts.size(), said);
        Map<String, Long> last = new LinkedHashMap<>();
        for (JsonNode one : receipts) {
            for (JsonNode step : one.path("steps")) {
                last.merge(
                        step.path("step").asString(""),
                        step.path("afterMillis").asLong(),
                        Math::max);
            }
            last.merge("out", one.path("outAfterMillis").asLong(), Math::max);
        }
        System.out.println(
                "LiveContainTest: "
                        + MANY
                        + " accounts: the last of each step after "
                        + last
                        + " ms, all over after "
                        + all);
        for (String account : many) {
            contain(0, store, "--release", account, "--same-password", "--yes");
        }
        assertEquals(before, store.kept());
    }

    /**
     * Another test may have had the accounts elsewhere. Dovecot takes its sockets away for a
     * moment: an smtpd that would log in just then dies, and its port is shut for a minute.
     */
    private static void reload() throws Exception {
        DovecotLogins logins = new DovecotLogins(lab.path("postfix/spool/private/auth"));
        String before = logins.process();
        lab.run("doveadm", "-c", dovecot().resolve("dovecot.conf").toString(), "reload");
        Wait.until(() -> logins.isAnotherThan(before), () -> "Dovecot takes no logins");
        lab.reloadPostfix(); // its login socket
    }

    private static List<String> accounts() throws IOException {
        return Files.readAllLines(lab.path("accounts.tsv")).stream()
                .map(line -> line.split("\t", 2)[0])
                .toList();
    }

    @Test
    void aThiefIsPutOutOfPostgresqlAndStaysOut() throws Exception {
        putOutOf(LiveDatabase.POSTGRESQL);
    }

    @Test
    void aThiefIsPutOutOfMariadbAndStaysOut() throws Exception {
        putOutOf(LiveDatabase.MARIADB);
    }

    private void putOutOf(LiveDatabase database) throws Exception {
        if (LiveDatabase.here().contains(database) && Files.exists(SqlLabStore.module(database))) {
            putOut(() -> SqlLabStore.moved(database, lab.path(""), folder), false);
        } else {
            System.out.println("LiveContainTest: not run, no Dovecot with " + database + " here");
        }
    }

    /**
     * One that had begun is broken off, whoever held it, and one of somebody else's goes on. A run
     * that was killed may have held a message and not come to its delivery.
     */
    @Test
    void aDeliveryThatHasBegunIsBrokenOff() throws Exception {
        LabStore store = LabStore.passwdFile(dovecot());
        reload();
        List<String> before = store.kept();
        LabQueue queue = new LabQueue(lab);
        queue.stall("bigcloud.test");
        try (Visitor spammer = new Visitor("127.0.66.31", HOST, SUBMISSION);
                Visitor honest = new Visitor("127.0.66.32", HOST, SUBMISSION)) {
            spammer.say("EHLO x");
            spammer.say("AUTH PLAIN " + Visitor.plain(OWNER, STOLEN));
            String spam = Thief.send(spammer, BEGUN);
            String other = Thief.send(spammer, HELD_BEFORE);
            honest.say("EHLO x");
            honest.say("AUTH PLAIN " + Visitor.plain("ferrari@example.org", "Passeggiata!9lago"));
            Thief.send(honest, HONEST);
            queue.untilStalled(BEGUN, HELD_BEFORE, HONEST);
            queue.hold(other);
            String said = contain(0, store, OWNER, "--yes");
            assertTrue(said.contains("; broke off the delivery of 2\n"), said);
            queue.goOn();
            queue.untilAnswered(HONEST, 1);
            assertEquals(List.of(), queue.answers(BEGUN));
            assertEquals(List.of(), queue.answers(HELD_BEFORE));
            assertEquals("hold", queue.places().get(spam));
            assertEquals("hold", queue.places().get(other));
        } finally {
            queue.goOn();
        }
        contain(0, store, "--release", OWNER, "--same-password", "--yes");
        assertEquals(before, store.kept());
    }

    /** {@code known} is whether the administrator knows the thief's password. */
    private void putOut(Arrangement arrangement, boolean known) throws Exception {
        Path config = dovecot().resolve("dovecot.conf");
        String original = Files.readString(config);
        try (Thief thief = new Thief(HOST, OWNER, STOLEN)) {
            LabStore store = arrangement.arrange();
            reload();
            List<String> before = store.kept();
            if (known) {
                footholdsAreReportedWhileTheyStay(store);
            }
            outOfEverything(store, thief, known);
            assertEquals(Collections.nCopies(SERVICES, false), thief.letIn("127.0.67"));
            assertNotEquals(before, store.kept());
            theOwnerStillGetsMail();
            contain(0, store, "--release", OWNER, "--same-password", "--yes");
            assertEquals(before, store.kept());
            assertTrue(isLetIn(thief));
            assertEquals(Collections.nCopies(SERVICES, true), thief.letIn("127.0.69"));
            fullWithoutPassword(store, thief);
            assertEquals(before, store.kept());
        } finally {
            Files.writeString(config, original);
        }
    }

    /** And so are those that a containment before them left. */
    private void footholdsAreReportedWhileTheyStay(LabStore store) throws Exception {
        List<String> before = store.kept();
        theOwnerStillGetsMail();
        PlantedFoothold planted = new PlantedFoothold(lab.path("mail/example.org/bianchi"));
        planted.plant(Files.getAttribute(lab.path("mail"), "unix:uid"));
        String said = contain(3, store, OWNER, "--yes");
        assertTrue(said.contains("redirects mail to " + PlantedFoothold.HARVEST), said);
        assertTrue(said.contains("/sieve/..sieve)"), said);
        assertTrue(said.contains("forwards to " + PlantedFoothold.HARVEST), said);
        assertTrue(said.contains("(" + lab.path("mail/example.org/bianchi/.forward") + ")"), said);
        planted.remove();
        contain(0, store, OWNER, "--yes");
        contain(0, store, "--release", OWNER, "--same-password", "--yes");
        assertEquals(before, store.kept());
    }

    private void outOfEverything(LabStore store, Thief thief, boolean known) throws Exception {
        LabQueue queue = new LabQueue(lab);
        queue.outage("bigcloud.test");
        thief.logInEverywhere(SPAMMED);
        try (Bystanders others = new Bystanders(HOST, OWNER)) {
            String honests = others.send(FRIEND);
            queue.untilIn(thief.queued(), "deferred");
            queue.untilIn(honests, "deferred");
            List<String> words = new ArrayList<>(List.of(OWNER, "--yes"));
            if (known) {
                Path password = Files.writeString(folder.resolve("stolen"), STOLEN + "\n");
                words.addAll(List.of("--thief-password-from", password.toString()));
            }
            long began = System.nanoTime();
            String said = contain(0, store, words.toArray(String[]::new));
            double took = (System.nanoTime() - began) / 1e9;
            String tried = known ? "the thief's password" : "the new password";
            assertTrue(said.contains("; tried at " + DOORS + " doors with " + tried), said);
            assertTrue(thief.isOut(), said);
            Matcher time = OUT_AFTER.matcher(said);
            assertTrue(time.lookingAt(), said);
            System.out.println("LiveContainTest: " + store + ": out after " + time.group(1) + " s");
            double out = Double.parseDouble(time.group(1));
            assertTrue(out > 0 && out < took, out + " of " + took);
            others.areUndisturbed();
            nothingOfTheThiefsLeaves(queue, thief, honests);
        }
    }

    /** All that waits is tried again: what others sent arrives, and nothing of his does. */
    private static void nothingOfTheThiefsLeaves(LabQueue queue, Thief thief, String honests)
            throws Exception {
        int before = queue.answers(FRIEND).size();
        queue.tryAll();
        queue.untilAnswered(FRIEND, before + 1);
        assertEquals(List.of(), queue.answers(SPAMMED));
        assertEquals("hold", queue.places().get(thief.queued()));
        queue.untilGone(honests); // Postfix hears a moment later that it was taken
    }

    /** Dovecot looks at its deny list once a second, and takes two for a refusal. */
    private static boolean isLetIn(Thief owner) throws IOException {
        for (int attempt = 1; attempt <= 5; attempt++) {
            if (owner.imap("127.0.68." + attempt)) {
                return true;
            }
        }
        return false;
    }

    private void theOwnerStillGetsMail() throws Exception {
        Path inbox = lab.path("mail/example.org/bianchi/Maildir/new");
        long before = count(inbox);
        try (Visitor friend = new Visitor("127.0.77.7", HOST, MX)) {
            friend.say("EHLO friend.test");
            friend.say("MAIL FROM:<friend@accept.test>");
            friend.say("RCPT TO:<" + OWNER + ">");
            friend.say("DATA");
            assertTrue(friend.say("Subject: hello\r\n\r\nhello\r\n.").startsWith("250"));
        }
        Wait.until(() -> count(inbox) > before, () -> "the mailbox does not receive");
    }

    private static long count(Path inbox) throws IOException {
        if (!Files.isDirectory(inbox)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(inbox)) {
            return files.count();
        }
    }

    private void fullWithoutPassword(LabStore store, Thief thief) throws Exception {
        String said = contain(1, store, OWNER, "--without", "password", "--yes");
        assertTrue(said.contains("refused whatever the password"), said);
        assertEquals(Collections.nCopies(SERVICES, false), thief.letIn("127.0.70"));
        contain(1, store, "--release", OWNER, "--yes");
        contain(0, store, "--release", OWNER, "--same-password", "--yes");
    }

    private String contain(int exit, LabStore store, String... words) {
        List<String> all = new ArrayList<>(List.of("contain"));
        all.addAll(List.of(words));
        all.addAll(store.options());
        all.addAll(List.of("--config", lab.path("postfix/etc").toString()));
        all.addAll(List.of("--dovecot", dovecot().resolve("dovecot.conf").toString()));
        all.addAll(List.of("--store", folder.resolve("store").toString()));
        return Typed.run(Clock.systemDefaultZone(), all).exits(exit);
    }
}
