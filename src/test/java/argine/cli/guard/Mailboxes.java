// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lab's mailboxes, where their owners have left Sieve rules, and who writes to them. */
final class Mailboxes {
    static final String AWAY = "require \"vacation\"; vacation \"I am away.\";";
    static final String REFUSES = "require \"reject\"; reject \"I do not want this.\";";

    private static final int MX = 2525;

    private final GuardLab lab;
    private int written;

    Mailboxes(GuardLab lab) {
        this.lab = lab;
    }

    /** A rule that sends on to each of them. */
    static String redirect(int... numbers) {
        StringBuilder rule = new StringBuilder();
        for (int number : numbers) {
            rule.append("redirect \"").append(GuardLab.to(number)).append("\";\n");
        }
        return rule.toString();
    }

    /** Leaves the rule, as a user's mail program does; what Dovecot made is its own already. */
    void rule(String mailbox, String script) throws IOException {
        Path home = home(mailbox);
        Files.createDirectories(home);
        Files.writeString(home.resolve(".dovecot.sieve"), script);
        Files.deleteIfExists(home.resolve(".dovecot.svbin"));
        Integer mailUser = (Integer) Files.getAttribute(lab.path("mail"), "unix:uid");
        for (Path one : List.of(home.getParent(), home, home.resolve(".dovecot.sieve"))) {
            Files.setAttribute(one, "unix:uid", mailUser);
        }
    }

    private Path home(String mailbox) {
        String[] parts = mailbox.split("@", 2);
        return lab.path("mail/" + parts[1] + "/" + parts[0]);
    }

    /** Whether it has received something. */
    boolean hasMail(String mailbox) throws IOException {
        Path inbox = home(mailbox).resolve("Maildir/new");
        if (!Files.exists(inbox)) {
            return false;
        }
        try (Stream<Path> all = Files.list(inbox)) {
            return all.findAny().isPresent();
        }
    }

    /** Somebody elsewhere writes to a mailbox, and it is taken. */
    void write(String stranger, String mailbox, String... headers) throws IOException {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "From: Paola <" + stranger + ">",
                                "To: " + mailbox,
                                "Subject: hello",
                                "Message-ID: <" + ++written + "@bigcloud.test>"));
        lines.addAll(List.of(headers));
        lines.addAll(List.of("", "Read this."));
        try (Smtp smtp = Smtp.callFrom("127.40.1.9", lab.host(), MX)) {
            String reply = smtp.post(stranger, String.join("\r\n", lines), mailbox);
            assertTrue(reply.startsWith("250 "), reply);
        }
    }

    /** How many letters have been written. */
    int written() {
        return written;
    }
}
