// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A thief who knows the rules: they use the account of somebody who writes two messages on a usual
 * day, evenly over the working hours of one day, one recipient a message.
 *
 * <p>The log is that of eleven real days with the thief's lines written in between, in the form in
 * which Postfix writes them.
 */
enum QuietThief {
    ONE_NETWORK("one foreign network, strangers who exist", 1, 0, false),
    TWENTY_NETWORKS("twenty foreign networks, strangers who exist", 20, 0, false),
    TENTH_DEAD("one foreign network, one recipient in ten does not exist", 1, 10, false),
    FORGED_SENDER("one foreign network, under a bank's name", 1, 0, true);

    static final String ACCOUNT = "bianchi@example.org";
    static final Path BASE = LabelledRun.RECORDED.resolve("traveller");
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 11, 19, 8, 0);
    private static final Duration HOURS = Duration.ofHours(10);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ENGLISH);

    private final String words;
    private final int networks;
    private final int deadEvery;
    private final boolean forged;

    QuietThief(String words, int networks, int deadEvery, boolean forged) {
        this.words = words;
        this.networks = networks;
        this.deadEvery = deadEvery;
        this.forged = forged;
    }

    String words() {
        return words;
    }

    /** Writes the server's files with so many of the thief's recipients in them. */
    void write(Path folder, int recipients) throws IOException {
        for (String name : List.of("dovecot.log", "main.cf")) {
            Files.copy(BASE.resolve(name), folder.resolve(name));
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader log =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(BASE.resolve("mail.log.gz"))),
                                StandardCharsets.UTF_8))) {
            log.lines().forEach(lines::add);
        }
        for (int i = 0; i < recipients; i++) {
            message(lines, i, BEGIN.plus(HOURS.multipliedBy(i).dividedBy(recipients)));
        }
        lines.sort((a, b) -> a.substring(0, 15).compareTo(b.substring(0, 15))); // one month
        Files.write(folder.resolve("mail.log"), lines);
    }

    private void message(List<String> to, int number, LocalDateTime at) {
        String id = String.format(Locale.ROOT, "A%07XB", number);
        String client =
                "host" + number % networks + ".far.test[203.0." + number % networks + ".77]";
        String sender = forged ? "service" + number + "@bank.test" : ACCOUNT;
        String recipient = "person" + number + "@company" + number % 97 + ".test";
        boolean dead = deadEvery > 0 && number % deadEvery == 0;
        String head = at.format(STAMP) + " mail postfix/";
        to.add(head + "submission/smtpd[900]: connect from " + client);
        to.add(
                head
                        + "submission/smtpd[900]: "
                        + id
                        + ": client="
                        + client
                        + ", sasl_method=PLAIN, sasl_username="
                        + ACCOUNT);
        to.add(head + "cleanup[901]: " + id + ": message-id=<" + number + "@pc.far.test>");
        to.add(
                head
                        + "qmgr[902]: "
                        + id
                        + ": from=<"
                        + sender
                        + ">, size="
                        + (1400 + number * 7919 % 900)
                        + ", nrcpt=1 (queue active)");
        to.add(
                head
                        + "submission/smtpd[900]: disconnect from "
                        + client
                        + " ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6");
        to.add(
                head
                        + "smtp[903]: "
                        + id
                        + ": to=<"
                        + recipient
                        + ">, relay=mx.test[198.51.100.9]:25, delay=1, delays=0/0/0.5/0.5, "
                        + (dead
                                ? "dsn=5.1.1, status=bounced (host mx.test[198.51.100.9] said: 550"
                                        + " 5.1.1 User unknown (in reply to RCPT TO command))"
                                : "dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 1)"));
        to.add(head + "qmgr[902]: " + id + ": removed");
    }
}
