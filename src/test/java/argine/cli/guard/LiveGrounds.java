// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Each ground but wrong passwords, given by a stranger to the real Postfix: just under its
 * threshold mail still comes in, then the guard knows by log, door or report, and it does not.
 */
final class LiveGrounds {
    /** Of these the lab's own DNS says that they are on a block list. */
    static final String LISTED = "198.18.5.24";

    static final String TRAP = "ancient@example.org";
    static final long LARGEST = 1_000_000;
    private static final int INBOUND = 2525;
    private static final int BEHIND_PROXY = 2599;
    private static final String ANNA = "bianchi@example.org";
    private static final String STRANGER = "someone@accept.test";

    /** What a filter does that objects: it posts a report, with what its manual page tells it. */
    private static final String HOOK =
            """
            #!/bin/sh
            # hook GROUND CLIENT: a content filter that Postfix gives a message by pipe(8)
            cat > /dev/null
            case $1 in S) more=',"amount":1250' ;; *) more= ;; esac
            exec curl -sf --noproxy '*' -H 'Content-Type: application/json' -o /dev/null \\
              -d "{\\"event\\":\\"offence\\",\\"ground\\":\\"$1\\",\\"client\\":\\"$2\\"$more}" \\
              http://%s:10033/v1/report
            """;

    private final GuardLab lab;

    LiveGrounds(GuardLab lab) {
        this.lab = lab;
    }

    void allBarTheirClient() throws Exception {
        unknownUsers("198.18.5.21");
        relaying("198.18.5.22");
        resets("198.18.5.23");
        oversized("198.18.5.26");
        trap("198.18.5.27");
        listed();
        connections("198.18.5.25");
        filter();
    }

    private void unknownUsers(String client) throws Exception {
        for (int i = 0; i < 4; i++) {
            assertTrue(asked(client, "nobody" + i + "@example.org").startsWith("550 5.1.1 "));
        }
        assertTrue(mail(client).startsWith("250 "));
        asked(client, "nobody4@example.org");
        barred(client, "P");
    }

    private void relaying(String client) throws Exception {
        for (int i = 0; i < 4; i++) {
            String reply = asked(client, "someone" + i + "@bigcloud.test");
            assertTrue(reply.contains("Relay access denied"), reply);
        }
        assertTrue(mail(client).startsWith("250 "));
        asked(client, "someone4@bigcloud.test");
        barred(client, "Y");
    }

    private void resets(String client) throws Exception {
        reset(client, 99);
        assertTrue(mail(client).startsWith("250 "));
        reset(client, 1);
        barred(client, "R");
    }

    private void reset(String client, int times) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, lab.host(), INBOUND)) {
            for (int i = 0; i < times; i++) {
                smtp.say("RSET");
            }
            smtp.say("QUIT");
        }
    }

    /** By the size that the client announces, before any of it is sent. */
    private void oversized(String client) throws Exception {
        String size = " SIZE=" + 2 * LARGEST;
        assertTrue(asked(client, size, ANNA).startsWith("250 "));
        assertTrue(asked(client, size, ANNA).startsWith("250 "));
        assertTrue(mail(client).startsWith("250 "));
        assertTrue(asked(client, size, ANNA).startsWith("554 5.7.0 "));
        barred(client, "M");
    }

    private void trap(String client) throws Exception {
        assertTrue(mail(client).startsWith("250 "));
        assertTrue(asked(client, TRAP).startsWith("554 5.7.0 "));
        barred(client, "A");
    }

    private void listed() throws Exception {
        assertTrue(mail(LISTED).startsWith("250 "));
        lab.set("smtpd_client_restrictions", "reject_rbl_client dnsbl.test");
        lab.until(() -> mail(LISTED).contains("blocked using dnsbl.test"));
        assertTrue(mail("198.18.5.28").startsWith("250 "), "who is not on the list");
        lab.set("smtpd_client_restrictions", "");
        barred(LISTED, "D");
    }

    /** Behind a proxy that says who comes, for the addresses of this host are never barred. */
    private void connections(String client) throws Exception {
        lab.serve(
                lab.host()
                        + ":"
                        + BEHIND_PROXY
                        + " inet n - y - - smtpd -o smtpd_upstream_proxy_protocol=haproxy");
        lab.until(this::isServed);
        connect(client, 84);
        assertTrue(mail(client).startsWith("250 "));
        connect(client, 2);
        barred(client, "I");
    }

    /** Who is asked about here is nobody's client. */
    private boolean isServed() {
        try {
            connect("198.18.9.1", 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void connect(String client, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            Smtp.callBehindProxy(client, lab.host(), BEHIND_PROXY).close();
        }
    }

    private void filter() throws Exception {
        Path hook =
                Files.writeString(
                        lab.path("hook"), HOOK.formatted(lab.host().replace(".1", ".31")));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        lab.serve(
                "hook unix - n n - - pipe flags=q user=nobody argv="
                        + hook
                        + " ${nexthop} ${client_address}");
        lab.checkHeaders(
                "/^Subject: spam/ FILTER hook:S\n/^Subject: virus/ FILTER hook:C\n/^Subject: probe/ REJECT");
        lab.until(() -> headed("192.0.2.99", "probe").startsWith("550 "));
        String spammer = "198.18.5.29";
        filtered(spammer, "spam");
        filtered(spammer, "spam");
        assertTrue(mail(spammer).startsWith("250 "));
        filtered(spammer, "spam");
        barred(spammer, "S");
        filtered("198.18.5.30", "virus");
        barred("198.18.5.30", "C");
    }

    private void filtered(String client, String subject) throws IOException {
        String reply = headed(client, subject);
        assertTrue(reply.startsWith("250 "), reply);
    }

    private String headed(String client, String subject) throws IOException {
        String text = "From: x@accept.test\r\nSubject: " + subject + "\r\n\r\nRead this.";
        try (Smtp smtp = Smtp.callAs(client, lab.host(), INBOUND)) {
            return smtp.post(STRANGER, text, ANNA);
        }
    }

    private String asked(String client, String recipient) throws IOException {
        return asked(client, "", recipient);
    }

    /** The reply to one recipient, of a message that is given up then. */
    private String asked(String client, String size, String recipient) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, lab.host(), INBOUND)) {
            smtp.say("MAIL FROM:<" + STRANGER + ">" + size);
            String reply = smtp.say("RCPT TO:<" + recipient + ">");
            smtp.say("QUIT");
            return reply;
        }
    }

    private String mail(String client) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, lab.host(), INBOUND)) {
            return smtp.send(STRANGER, STRANGER, ANNA);
        }
    }

    /** The log is read a moment later. */
    private void barred(String client, String ground) throws Exception {
        String bar = "{\"network\":\"" + client + "/32\",\"ground\":\"" + ground + "\"";
        lab.until(() -> lab.ask("/barred", "{}").contains(bar));
        lab.until(
                () -> {
                    String reply = mail(client);
                    return reply.startsWith("554 5.7.0 ") && reply.contains("(" + ground + ": ");
                });
        assertEquals(1, lab.ask("/barred", "{}").split(client + "/32", -1).length - 1);
    }
}
