// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;

/** Others who are at the doors while a thief is put out, and have nothing to do with him. */
final class Bystanders implements Closeable {
    private static final String ACCOUNT = "ferrari@example.org";
    private static final String PASSWORD = "Passeggiata!9lago";
    private static final int SUBMISSION = 2587;
    private static final int DOVECOTS_SUBMISSION = 2588;
    private static final int MAIL_SERVERS = 25;

    private final Visitor honest;
    private final Visitor webmail;
    private final Visitor silent;
    private final MailServer server;
    private final MailServer program;

    /**
     * Somebody who sends, by a mail program and by the host's own webmail, somebody who has sent
     * nothing yet to Dovecot's submission, another mail server, and a program of the host that
     * sends without a login.
     */
    Bystanders(String host, String recipient) throws IOException {
        honest = loggedIn("127.0.66.9", host, SUBMISSION);
        webmail = loggedIn(host, host, SUBMISSION);
        Thief.send(webmail, "friend@accept.test");
        silent = loggedIn("127.0.66.10", host, DOVECOTS_SUBMISSION);
        server = new MailServer("127.0.66.21", host, MAIL_SERVERS, recipient);
        program = new MailServer(host, host, MAIL_SERVERS, recipient);
    }

    private static Visitor loggedIn(String from, String host, int port) throws IOException {
        Visitor visitor = new Visitor(from, host, port);
        visitor.say("EHLO x");
        String said = visitor.say("AUTH PLAIN " + Visitor.plain(ACCOUNT, PASSWORD));
        assertTrue(said.startsWith("235"), said);
        return visitor;
    }

    /** Returns the queue ID. */
    String send(String to) throws IOException {
        return Thief.send(honest, to);
    }

    void areUndisturbed() throws Exception {
        assertTrue(honest.say("NOOP").startsWith("250"), "who has sent");
        assertTrue(webmail.say("NOOP").startsWith("250"), "webmail");
        assertTrue(silent.say("MAIL FROM:<" + ACCOUNT + ">").startsWith("250"), "Dovecot's");
        assertTrue(server.isLetIn(), "another mail server");
        assertTrue(program.isLetIn(), "a program of this host");
    }

    @Override
    public void close() throws IOException {
        honest.close();
        webmail.close();
        silent.close();
        server.close();
        program.close();
    }
}
