// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.MailEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the reader of Postfix lines with one that is slow and plain. */
class TwoSpeedsTest {
    private static final Pattern POSTFIX =
            Pattern.compile(
                    "Nov 24 07:16:42 mail postfix\\S*/(smtpd|qmgr|smtp|lmtp|local)\\[\\d+\\]:"
                            + " (.*)");
    private static final Map<Class<?>, List<String>> PARTS =
            Map.of(
                    MailEvent.Submitted.class,
                            List.of("queueId", "client", "account", "before", "clientBefore"),
                    MailEvent.LoginFailed.class, List.of("account", "client"),
                    MailEvent.LoggedIn.class, List.of("account", "client"),
                    MailEvent.Relayed.class, List.of("queueId"),
                    MailEvent.Queued.class, List.of("queueId", "sender", "size", "recipients"),
                    MailEvent.Removed.class, List.of("queueId"),
                    MailEvent.Delivered.class, List.of("queueId", "recipient"),
                    MailEvent.Deferred.class, List.of("queueId", "recipient", "status"),
                    MailEvent.Bounced.class, List.of("queueId", "recipient", "status"));
    private static final List<String> WORDS =
            List.of(
                    "anna",
                    "Rossi@Argine.Test",
                    "a b",
                    "x, y",
                    "sasl_username=admin",
                    "client=",
                    ", dsn=2.0.0",
                    "status=sent (",
                    "=?utf-8?q?x?=",
                    "\u00e4\u00f6",
                    "[192.0.2.9]",
                    "\\",
                    "'",
                    ":",
                    "%",
                    "({[");

    @Test
    void bothReadTheOwnCorpusAlike() throws IOException {
        int judged = 0;
        for (LineCorpusTest.Sample sample : LineCorpusTest.samples()) {
            Matcher line = POSTFIX.matcher(sample.line());
            if (line.matches()) {
                Optional<String> slow = SlowPostfixLines.read(line.group(1), line.group(2));
                if (slow.isPresent()) {
                    assertEquals(slow.get(), fast(sample.line()), sample.place());
                    judged++;
                }
            }
        }
        int all = judged;
        assertTrue(all >= 50, () -> "judged " + all);
    }

    @Test
    void bothReadLinesMadeByChanceAlike() {
        for (int seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            String program = List.of("smtpd", "qmgr", "smtp", "lmtp").get(random.nextInt(4));
            String message = message(program, random);
            String line = "Nov 24 07:16:42 mail postfix/" + program + "[1]: " + message;
            assertEquals(
                    SlowPostfixLines.read(program, message).orElse("?"),
                    fast(line),
                    "seed " + seed + ": " + message);
        }
    }

    private static String message(String program, Random random) {
        String id = random.nextBoolean() ? "842C8282007" : "4jYZjn5gw0zMp0Z";
        String client = "mx.b.test[" + (random.nextBoolean() ? "192.0.2.7" : "2001:db8::7") + "]";
        client += random.nextInt(4) == 0 ? ":50122" : "";
        return switch (program) {
            case "smtpd" ->
                    random.nextBoolean()
                            ? id + ": client=" + client + login(random) + before(random)
                            : "warning: "
                                    + client
                                    + ": SASL LOGIN authentication failed: x"
                                    + (random.nextBoolean()
                                            ? ", sasl_username=" + word(random)
                                            : "");
            case "qmgr" ->
                    random.nextInt(4) == 0
                            ? id + ": removed"
                            : id
                                    + ": from=<"
                                    + address(random)
                                    + ">, size="
                                    + random.nextInt(1, 1 << 30)
                                    + ", nrcpt="
                                    + random.nextInt(1, 500)
                                    + " (queue active)";
            default -> delivery(id, random);
        };
    }

    private static String login(Random random) {
        return random.nextInt(3) == 0 ? "" : ", sasl_method=PLAIN, sasl_username=" + word(random);
    }

    private static String before(Random random) {
        return random.nextInt(3) == 0
                ? (random.nextBoolean() ? ", orig_queue_id=3A259282AE4" : "")
                        + ", orig_client=u[192.0.2.66]"
                : "";
    }

    private static String delivery(String id, Random random) {
        String status = List.of("sent", "deferred", "bounced").get(random.nextInt(3));
        String dsn = List.of("2.0.0", "4.4.1", "5.1.1", "5.7.26").get(random.nextInt(4));
        return id
                + ": to=<"
                + address(random)
                + ">, relay="
                + (random.nextBoolean() ? "none" : "mx[192.0.2.1]:25")
                + ", delay=1, delays=0/0/0/1, dsn="
                + dsn
                + ", status="
                + status
                + " (host said: "
                + word(random)
                + ")";
    }

    private static String address(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "Anna.Rossi@Argine.Test";
            case 2 -> "\"" + word(random).replace("\\", "\\\\") + ">, size=1\\\"\"@b.test";
            default -> "u" + random.nextInt(100) + "@b.test";
        };
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()))
                + (random.nextBoolean() ? "" : WORDS.get(random.nextInt(WORDS.size())));
    }

    private static String fast(String line) {
        Explained explained = Corpora.explain(line);
        if (explained.events().isEmpty()) {
            return "?";
        }
        MailEvent event = explained.events().getFirst();
        return Described.event(event, PARTS.getOrDefault(event.getClass(), List.of()));
    }
}
