// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.FRESHS;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.HONESTS;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.THIEFS;
import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Mode;
import argine.guard.limit.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every limit, of each unit and each scope, refuses and lets pass behind a real Postfix, once asked
 * by the policy protocol and once by the milter: a row for each, over a store of its own.
 *
 * <p>Only where the lab may be started.
 */
class LiveLimitsTest {
    private static final String NET = "127.0.54";
    private static final String ELSEWHERE = "esposito@example.net";
    private static final Map<String, String> PASSWORDS =
            Map.of(THIEF, THIEFS, HONEST, HONESTS, FRESH, FRESHS, ELSEWHERE, "Altra-Anna-77!x");

    private static final List<Row> OF_ACCOUNTS =
            List.of(
                    row(
                            "recipients of an account",
                            Scope.ACCOUNT,
                            List.of("3 recipients / hour"),
                            by(THIEF).to(to(1), to(2)).passes(),
                            by(THIEF).to(to(3), to(4)).defers("3 recipients / hour"),
                            by(THIEF).to(to(3)).passes(),
                            by(THIEF).to(to(4)).defers("3 recipients / hour"),
                            by(HONEST).to(to(1), to(2), to(3), to(4)).never("3 recipients / hour"),
                            by(HONEST).to(to(1)).passes()),
                    row(
                            "messages",
                            Scope.ACCOUNT,
                            List.of("2 messages / hour"),
                            by(THIEF).to(to(1), to(2), to(3)).passes(),
                            by(THIEF).to(HONEST).passes(),
                            by(THIEF).to(to(1)).passes(),
                            by(THIEF).to(to(1)).defers("2 messages / hour"),
                            by(HONEST).to(to(1)).passes()),
                    row(
                            "bytes",
                            Scope.ACCOUNT,
                            List.of("64 KB / hour"),
                            by(THIEF).of(40).to(to(1)).passes(),
                            by(THIEF).of(40).to(to(1)).defers("64 KB / hour"),
                            by(THIEF).of(15).to(to(1)).passes(),
                            by(THIEF).of(70).to(to(1)).never("64 KB / hour"),
                            by(HONEST).of(40).to(to(1)).passes()),
                    row(
                            "distinct recipients",
                            Scope.ACCOUNT,
                            List.of("3 distinct recipients / hour"),
                            by(THIEF).to(to(1), to(2), to(3)).passes(),
                            by(THIEF).to(to(1), to(3)).passes(),
                            by(THIEF).to(to(1), to(4)).defers("3 distinct recipients / hour"),
                            by(THIEF).to(to(2)).passes(),
                            by(HONEST).to(to(4)).passes()),
                    row(
                            "first-time recipients",
                            Scope.ACCOUNT,
                            List.of("2 new recipients / day"),
                            by(THIEF).to(to(1), to(2)).passes(),
                            by(THIEF).to(to(1), to(2)).passes(),
                            by(THIEF).to(to(3)).defers("2 new recipients / day"),
                            by(THIEF).to(to(1), to(3)).defers("2 new recipients / day"),
                            by(THIEF).to(to(1)).passes(),
                            by(HONEST).to(to(3)).passes()),
                    row(
                            "several windows",
                            Scope.ACCOUNT,
                            List.of("2 recipients / 10 minutes", "9 recipients / day"),
                            by(THIEF).to(to(1), to(2)).passes(),
                            by(THIEF).to(to(3)).defers("2 recipients / 10 minutes")),
                    row(
                            "a warning before the limit",
                            Scope.ACCOUNT,
                            List.of("5 recipients / hour"),
                            by(THIEF).to(to(1), to(2), to(3)).passes(),
                            (test, _) -> test.isWarned(false),
                            by(THIEF).to(to(4)).passes(),
                            (test, _) -> test.isWarned(true),
                            by(THIEF).to(to(5)).passes()),
                    row(
                            "recipients of this server",
                            Scope.ACCOUNT,
                            List.of("2 recipients / hour", "3 internal recipients / hour"),
                            by(THIEF).to(HONEST, FRESH, to(1)).passes(),
                            by(THIEF).to(HONEST).passes(),
                            by(THIEF).to(HONEST).defers("3 internal recipients / hour"),
                            by(THIEF).to(to(2)).passes(),
                            by(THIEF).to(to(3)).defers("2 recipients / hour")),
                    row(
                            "the empty sender",
                            Scope.ACCOUNT,
                            List.of("1 null-sender messages / hour"),
                            by(THIEF).as("").to(to(1)).passes(),
                            by(THIEF).as("").to(to(1)).defers("1 null-sender message / hour"),
                            by(THIEF).to(to(1)).passes(),
                            by(HONEST).as("").to(to(1)).passes()),
                    row(
                            "failed recipients",
                            Scope.ACCOUNT,
                            List.of("3 failed recipients / hour"),
                            LiveLimitsTest::untilTheLogIsLookedAt,
                            by(THIEF).to(nobody(1), nobody(2), nobody(3), to(1)).passes(),
                            by(HONEST).to(nobody(4), to(1)).passes(),
                            LiveLimitsTest::untilFailuresAreKnown,
                            by(THIEF).to(to(2)).holds(),
                            by(HONEST).to(to(2)).passes()));

    /** Those of whom two share a limit and, but for the whole server, a third does not. */
    private static final Map<Scope, List<Mail>> SHARING =
            Map.of(
                    Scope.DOMAIN,
                    List.of(by(THIEF), by(HONEST), by(ELSEWHERE)),
                    Scope.NETWORK,
                    List.of(
                            by(THIEF).from("127.66.1.7"),
                            by(HONEST).from("127.66.1.7"),
                            by(THIEF).from("127.66.1.8")),
                    Scope.EVERYWHERE,
                    List.of(by(THIEF), by(ELSEWHERE).from("127.66.1.8")));

    @TempDir Path folder;
    private GuardLab lab;

    /** Each unit for each scope wider than an account. */
    private static List<Row> shared() {
        List<Row> rows = new ArrayList<>();
        for (Scope scope : List.of(Scope.DOMAIN, Scope.NETWORK, Scope.EVERYWHERE)) {
            Mail one = SHARING.get(scope).get(0);
            Mail other = SHARING.get(scope).get(1);
            rows.add(
                    shared(
                            scope,
                            "3 recipients / hour",
                            one.to(to(1), to(2)).passes(),
                            other.to(to(3), to(4)).defers("3 recipients / hour"),
                            other.to(to(3)).passes(),
                            other.to(to(1)).defers("3 recipients / hour")));
            rows.add(
                    shared(
                            scope,
                            "1 message / hour",
                            one.to(to(1), to(2)).passes(),
                            other.to(to(1)).defers("1 message / hour")));
            rows.add(
                    shared(
                            scope,
                            "64 KB / hour",
                            one.of(40).to(to(1)).passes(),
                            other.of(40).to(to(1)).defers("64 KB / hour"),
                            other.of(15).to(to(1)).passes()));
            for (String limit : List.of("2 distinct recipients / hour", "2 new recipients / day")) {
                rows.add(
                        shared(
                                scope,
                                limit,
                                one.to(to(1), to(2)).passes(),
                                other.to(to(3)).defers(limit),
                                other.to(to(2)).passes()));
            }
            rows.add(
                    shared(
                            scope,
                            "3 failed recipients / hour",
                            LiveLimitsTest::untilTheLogIsLookedAt,
                            one.to(nobody(1), nobody(2), nobody(3), to(1)).passes(),
                            LiveLimitsTest::untilFailuresAreKnown,
                            other.to(to(2)).holds()));
        }
        return rows;
    }

    /** Whoever does not share it is let pass after all. */
    private static Row shared(Scope scope, String limit, Step... steps) {
        List<Step> all = new ArrayList<>(List.of(steps));
        SHARING.get(scope).stream().skip(2).forEach(mail -> all.add(mail.to(to(5)).passes()));
        return new Row(
                scope.word() + ", " + limit.replace(" / ", " an "),
                Map.of(
                        scope,
                        List.of(limit),
                        Scope.ACCOUNT,
                        List.of("999 failed recipients / hour")), // to be seen
                all);
    }

    /** One thing that happens, and what must come of it. */
    @FunctionalInterface
    private interface Step {
        void play(LiveLimitsTest test, String row) throws Exception;
    }

    private record Row(String name, Map<Scope, List<String>> limits, List<Step> steps) {}

    private static Row row(String name, Scope scope, List<String> limits, Step... steps) {
        return new Row(name, Map.of(scope, limits), List.of(steps));
    }

    private static Mail by(String login) {
        return new Mail(login, "127.40.1.9", login, 1, List.of());
    }

    /** Somebody elsewhere whose server does not know them. */
    private static String nobody(int number) {
        return "nouser" + number + "@bigcloud.test";
    }

    /** One message and its way in. */
    private record Mail(
            String login, String source, String sender, int kilobytes, List<String> to) {
        Mail from(String other) {
            return new Mail(login, other, sender, kilobytes, to);
        }

        Mail as(String other) {
            return new Mail(login, source, other, kilobytes, to);
        }

        Mail of(int other) {
            return new Mail(login, source, sender, other, to);
        }

        Mail to(String... others) {
            return new Mail(login, source, sender, kilobytes, List.of(others));
        }

        Step passes() {
            return (test, row) -> {
                String id = queued(test, row);
                assertTrue(!test.isHeld(id), row + ": " + this);
            };
        }

        Step holds() {
            return (test, row) -> assertTrue(test.isHeld(queued(test, row)), row + ": " + this);
        }

        Step defers(String limit) {
            return refuses("450 4.7.1 ", limit);
        }

        /** More than the limit by itself: coming again could not help. */
        Step never(String limit) {
            return refuses("550 5.7.1 ", limit);
        }

        private Step refuses(String begin, String limit) {
            return (test, row) -> {
                String reply = test.send(this);
                String what = row + ": " + this + ": " + reply;
                assertTrue(reply.startsWith(begin), what);
                assertTrue(reply.contains("the limit of " + limit), what);
                assertTrue(reply.contains("(argine "), what);
            };
        }

        private String queued(LiveLimitsTest test, String row) throws IOException {
            String reply = test.send(this);
            assertTrue(reply.startsWith("250 "), row + ": " + this + ": " + reply);
            return reply.replaceFirst(".*queued as ", "");
        }
    }

    @Test
    void everyLimitRefusesAndLetsPassThroughTheRealPostfix() throws Exception {
        try (GuardLab started = new GuardLab(folder, NET)) {
            lab = started;
            lab.startWithPolicy();
            play("policy");
            lab.stop();
            lab.startWithMilter();
            play("milter");
        }
    }

    private void play(String protocol) throws Exception {
        for (Row row : Stream.concat(OF_ACCOUNTS.stream(), shared().stream()).toList()) {
            String name = protocol + ", " + row.name;
            lab.log.getBuffer().setLength(0);
            try (Daemon _ = lab.daemon(() -> setup(name, row))) {
                for (Step step : row.steps) {
                    step.play(this, name);
                }
            }
        }
    }

    /** A guard that sees the log, by which it learns who does not exist. */
    private Setup setup(String name, Row row) {
        return lab.setups.watched(
                lab.setups.of(name.replace(' ', '-'), false, Mode.ENFORCE, row.limits));
    }

    private String send(Mail mail) throws IOException {
        try (Smtp smtp = lab.callFrom(mail.source)) {
            String reply = smtp.login(mail.login, PASSWORDS.getOrDefault(mail.login, ""));
            assertTrue(reply.startsWith("235 "), reply);
            String line = "x".repeat(62) + "\r\n";
            String text = line.repeat(16 * mail.kilobytes - 8); // less than a KB for the headers
            return smtp.post(
                    mail.sender,
                    "From: " + mail.login + "\r\nSubject: hello\r\n\r\n" + text,
                    mail.to.toArray(String[]::new));
        }
    }

    private boolean isHeld(String queueId) {
        return Files.exists(lab.spool().resolve("hold").resolve(queueId));
    }

    private void isWarned(boolean expected) {
        boolean is =
                lab.log.toString().contains("event=nearly-used-up")
                        && lab.log.toString().contains("subject=account:" + THIEF);
        assertEquals(expected, is, lab.log.toString());
    }

    /** What was written before is the past, and counts nothing. */
    private static void untilTheLogIsLookedAt(LiveLimitsTest test, String row) throws Exception {
        test.lab.until(() -> test.lab.log.toString().contains("event=looking"));
    }

    private static void untilFailuresAreKnown(LiveLimitsTest test, String row) throws Exception {
        String thiefs = "{\"account\":\"" + THIEF + "\"}";
        test.lab.until(() -> test.lab.ask("/limits", thiefs).contains("\"used\":3"));
    }
}
