// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Somebody with a stolen password who is logged in wherever one can be. */
final class Thief implements Closeable {
    private static final int SUBMISSION = 2587;
    private static final int PROXY = 2588;
    private static final int MAIL_SERVERS = 25;
    private static final int SCREENED = 2526;
    private static final int IMAP = 2143;
    private static final int POP3 = 2110;
    private static final int SIEVE = 2190;

    private final String host;
    private final String account;
    private final String password;
    private final List<Visitor> sessions = new ArrayList<>();
    private final List<Impostor> programs = new ArrayList<>();
    private String queued = "";

    Thief(String host, String account, String password) {
        this.host = host;
        this.account = account;
        this.password = password;
    }

    /**
     * IMAP IDLE, POP3, eight sessions of Postfix of which one has sent mail, and Dovecot's own.
     * Each comes from an address of its own, two from the host's as through its webmail, one by a
     * program that he runs there: of all but one, nothing tells that they are his.
     *
     * @param recipient of that mail
     */
    void logInEverywhere(String recipient) throws IOException {
        Visitor imap = visit("127.0.66.5", IMAP);
        assertTrue(imap.say("a login " + account + " " + password).startsWith("a OK"));
        imap.say("b select INBOX");
        assertTrue(imap.say("c idle").startsWith("+"));
        Visitor pop = visit("127.0.66.5", POP3);
        pop.say("USER " + account);
        assertTrue(pop.say("PASS " + password).startsWith("+OK"));
        queued = send(submission("127.0.66.6", SUBMISSION), recipient);
        submission("127.0.66.7", SUBMISSION);
        submission("127.0.66.8", PROXY);
        submission("127.0.66.20", MAIL_SERVERS);
        submission("127.0.66.22", SCREENED);
        submission(asAMailServer("127.0.66.23"), MAIL_SERVERS);
        submission(host, SUBMISSION);
        submission(host, MAIL_SERVERS);
        programs.add(new Impostor(host, SUBMISSION, Visitor.plain(account, password)));
    }

    /** He has a recipient accepted first, as whoever brings mail. */
    private Visitor asAMailServer(String from) throws IOException {
        Visitor visitor = visit(from, MAIL_SERVERS);
        visitor.say("EHLO x");
        visitor.say("MAIL FROM:<winner@lottery.test>");
        String taken = visitor.say("RCPT TO:<" + account + ">");
        assertTrue(taken.startsWith("250"), taken);
        visitor.say("RSET");
        return visitor;
    }

    private Visitor visit(String from, int port) throws IOException {
        sessions.add(new Visitor(from, host, port));
        return sessions.getLast();
    }

    private Visitor submission(String from, int port) throws IOException {
        return submission(visit(from, port), port);
    }

    private Visitor submission(Visitor visitor, int port) throws IOException {
        visitor.say("EHLO x");
        String said = visitor.say("AUTH PLAIN " + Visitor.plain(account, password));
        assertTrue(said.startsWith("235"), port + ": " + said);
        return visitor;
    }

    /** Returns the queue ID. */
    static String send(Visitor visitor, String recipient) throws IOException {
        visitor.say("MAIL FROM:<winner@lottery.test>");
        visitor.say("RCPT TO:<" + recipient + ">");
        visitor.say("DATA");
        String reply = visitor.say("Subject: x\r\n\r\nspam\r\n.");
        assertTrue(reply.startsWith("250"), reply);
        return reply.substring(reply.lastIndexOf(' ') + 1);
    }

    /** The queue ID of what was sent before. */
    String queued() {
        return queued;
    }

    /** Whether every session is over. */
    boolean isOut() {
        return sessions.stream().allMatch(Visitor::isOver)
                && programs.stream().allMatch(Impostor::isOver);
    }

    /** What each service says to the password: all at once, each from an address of its own. */
    List<Boolean> letIn(String net) throws Exception {
        List<Callable<Boolean>> services =
                List.of(
                        () -> imap(net + ".1"),
                        () -> pop3(net + ".2"),
                        () -> smtp(net + ".3", SUBMISSION),
                        () -> smtp(net + ".4", PROXY),
                        () -> sieve(net + ".5"));
        List<Boolean> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> answer : threads.invokeAll(services)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    boolean imap(String from) throws IOException {
        try (Visitor visitor = new Visitor(from, host, IMAP)) {
            return visitor.say("a login " + account + " " + password).startsWith("a OK");
        }
    }

    private boolean pop3(String from) throws IOException {
        try (Visitor visitor = new Visitor(from, host, POP3)) {
            visitor.say("USER " + account);
            return visitor.say("PASS " + password).startsWith("+OK");
        }
    }

    private boolean smtp(String from, int port) throws IOException {
        try (Visitor visitor = new Visitor(from, host, port)) {
            visitor.say("EHLO x");
            return visitor.say("AUTH PLAIN " + Visitor.plain(account, password)).startsWith("235");
        }
    }

    private boolean sieve(String from) throws IOException {
        try (Visitor visitor = new Visitor(from, host, SIEVE)) {
            visitor.until("OK");
            visitor.say("NOOP");
            String plain = Visitor.plain(account, password);
            return visitor.say("AUTHENTICATE \"PLAIN\" \"" + plain + "\"").startsWith("OK");
        }
    }

    @Override
    public void close() throws IOException {
        for (Visitor session : sessions) {
            session.close();
        }
        for (Impostor program : programs) {
            program.close();
        }
    }
}
