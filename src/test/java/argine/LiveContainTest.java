// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts a thief out of a real Postfix and Dovecot who is logged in to all of their services.
 *
 * <p>Only where the lab may be started, as {@link LiveLabTest}.
 */
class LiveContainTest {
    private static final long MINUTES = 5;
    private static final Path LAB = Path.of("/opt/argine-contain-" + ProcessHandle.current().pid());
    private static final String NET = "127.0.49";
    private static final String HOST = NET + ".1";
    private static final Path CONFIG = LAB.resolve("postfix/etc");
    private static final Path DOVECOT = LAB.resolve("dovecot");
    private static final String OWNER = "bianchi@example.org";
    private static final String STOLEN = "Tr4monto-a-Como";
    private static final int MX = 2525;
    private static final int SUBMISSION = 2587;
    private static final int PROXY = 2588;
    private static final int IMAP = 2143;
    private static final int POP3 = 2110;
    private static final List<String> STORES = List.of("users", "deny", "deny-sending");

    @TempDir Path folder;

    @Test
    void aThiefIsPutOutAndStaysOut() throws Exception {
        if (!Boolean.getBoolean("argine.lab")) {
            System.out.println("LiveContainTest: not run, the lab may not be started here");
            return;
        }
        try {
            assertEquals(0, run("lab/lab.sh", "start"));
            List<String> before = stores();
            outOfEverything();
            cannotComeBack();
            theOwnerStillGetsMail();
            contain(0, "--release", OWNER, "--same-password", "--yes");
            assertEquals(before, stores());
            assertTrue(imap(STOLEN).startsWith("a OK"));
            fullWithoutPassword(before);
        } finally {
            run("lab/lab.sh", "wipe");
        }
    }

    private void outOfEverything() throws Exception {
        List<Visitor> thief = new ArrayList<>();
        try {
            Visitor imap = visit(thief, "127.0.66.5", IMAP);
            imap.say("a login " + OWNER + " " + STOLEN);
            imap.say("b select INBOX");
            imap.say("c idle");
            Visitor pop = visit(thief, "127.0.66.5", POP3);
            pop.say("USER " + OWNER);
            assertTrue(pop.say("PASS " + STOLEN).startsWith("+OK"));
            Visitor sending = submission(thief, "127.0.66.6", SUBMISSION);
            send(sending);
            submission(thief, "127.0.66.7", SUBMISSION);
            submission(thief, "127.0.66.8", PROXY);
            Visitor honest = new Visitor("127.0.66.9", HOST, SUBMISSION);
            honest.say("EHLO x");
            honest.say("AUTH PLAIN " + Visitor.plain("ferrari@example.org", "Passeggiata!9lago"));
            send(honest);
            Path password = Files.writeString(folder.resolve("stolen"), STOLEN + "\n");
            String said = contain(0, OWNER, "--thief-password-from", password.toString(), "--yes");
            assertTrue(said.startsWith("SHUT " + OWNER + ": out after "), said);
            for (Visitor session : thief) {
                assertTrue(session.isOver(), said);
            }
            assertTrue(honest.say("NOOP").startsWith("250"), "others go on");
            honest.close();
        } finally {
            for (Visitor session : thief) {
                session.close();
            }
        }
    }

    private static Visitor visit(List<Visitor> all, String from, int port) throws IOException {
        all.add(new Visitor(from, HOST, port));
        return all.getLast();
    }

    private static Visitor submission(List<Visitor> all, String from, int port) throws IOException {
        Visitor visitor = visit(all, from, port);
        visitor.say("EHLO x");
        assertTrue(visitor.say("AUTH PLAIN " + Visitor.plain(OWNER, STOLEN)).startsWith("235"));
        return visitor;
    }

    private static void send(Visitor visitor) throws IOException {
        visitor.say("MAIL FROM:<winner@lottery.test>");
        visitor.say("RCPT TO:<a@refused.test>");
        visitor.say("DATA");
        assertTrue(visitor.say("Subject: x\r\n\r\nspam\r\n.").startsWith("250"));
    }

    private void cannotComeBack() throws IOException {
        assertTrue(imap(STOLEN).startsWith("a NO"));
        try (Visitor visitor = new Visitor("127.0.67.2", HOST, SUBMISSION)) {
            visitor.say("EHLO x");
            assertTrue(visitor.say("AUTH PLAIN " + Visitor.plain(OWNER, STOLEN)).startsWith("535"));
        }
        try (Visitor visitor = new Visitor("127.0.67.3", HOST, POP3)) {
            visitor.say("USER " + OWNER);
            assertTrue(visitor.say("PASS " + STOLEN).startsWith("-ERR"));
        }
    }

    private static String imap(String password) throws IOException {
        try (Visitor visitor = new Visitor("127.0.67.1", HOST, IMAP)) {
            return visitor.say("a login " + OWNER + " " + password);
        }
    }

    private void theOwnerStillGetsMail() throws Exception {
        Path inbox = LAB.resolve("mail/example.org/bianchi/Maildir/new");
        long before = count(inbox);
        try (Visitor friend = new Visitor("127.0.77.7", HOST, MX)) {
            friend.say("EHLO friend.test");
            friend.say("MAIL FROM:<friend@accept.test>");
            friend.say("RCPT TO:<" + OWNER + ">");
            friend.say("DATA");
            assertTrue(friend.say("Subject: hello\r\n\r\nhello\r\n.").startsWith("250"));
        }
        for (int i = 0; i < 100 && count(inbox) == before; i++) {
            TimeUnit.MILLISECONDS.sleep(100); // a real delivery takes its time
        }
        assertTrue(count(inbox) > before, "the mailbox does not receive");
    }

    private static long count(Path inbox) throws IOException {
        if (!Files.isDirectory(inbox)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(inbox)) {
            return files.count();
        }
    }

    private void fullWithoutPassword(List<String> before) throws IOException {
        String said = contain(1, OWNER, "--without", "password", "--yes");
        assertTrue(said.contains("refused whatever the password"), said);
        assertTrue(imap(STOLEN).startsWith("a NO"));
        contain(1, "--release", OWNER, "--yes");
        contain(0, "--release", OWNER, "--same-password", "--yes");
        assertEquals(before, stores());
    }

    /** Bytes, owner and mode of every file that containing may change. */
    private static List<String> stores() throws IOException {
        List<String> stores = new ArrayList<>();
        for (String name : STORES) {
            Path file = DOVECOT.resolve(name);
            stores.add(
                    Files.getOwner(file)
                            + " "
                            + Files.getAttribute(file, "unix:gid")
                            + " "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + " "
                            + Files.readString(file));
        }
        return stores;
    }

    private String contain(int exit, String... words) {
        List<String> all = new ArrayList<>(List.of("contain"));
        all.addAll(List.of(words));
        all.addAll(
                List.of(
                        "--config",
                        CONFIG.toString(),
                        "--dovecot",
                        DOVECOT.resolve("dovecot.conf").toString(),
                        "--store",
                        folder.resolve("store").toString()));
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Surroundings surroundings =
                new Surroundings(writer, writer, Clock.systemDefaultZone(), false);
        int code = Cli.run(surroundings, all.toArray(String[]::new));
        assertEquals(exit, code, out::toString);
        return out.toString();
    }

    private static int run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAB", LAB.toString());
        builder.environment().put("LAB_NET", NET);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
        return process.exitValue();
    }
}
