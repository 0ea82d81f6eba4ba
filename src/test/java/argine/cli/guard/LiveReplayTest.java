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

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.limit.Budget;
import argine.guard.replay.PastMessage;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.mail.Account;
import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard on trial before the real Postfix notes what it would decide; its log, replayed, must give
 * the same for each message. Only where the lab may be started.
 */
class LiveReplayTest {
    private static final Pattern OBJECTED =
            Pattern.compile(
                    "event=objected .*decision=(\\w+) rule=(\"[^\"]*\"|\\S+) account=(\\S+)"
                            + " sender=(\"\"|\\S+)");
    private static final List<String> LIMITS =
            List.of(
                    "20 recipients / hour",
                    "12 messages / hour",
                    "1 MB / hour",
                    "12 new recipients / day",
                    "5 internal recipients / hour",
                    "2 null-sender messages / hour",
                    "4 failed recipients / hour");

    /** What each message would have met with; each has a sender's tag of its own. */
    private static final List<String> MET_WITH =
            List.of(
                    "bianchi@example.org bianchi+12@example.org defer account 12 messages / hour",
                    "bianchi@example.org bianchi+13@example.org defer account 12 messages / hour",
                    "bianchi@example.org boss@bank.test reject sender",
                    "conti@example.org conti+1@example.org hold account 4 failed recipients / hour",
                    "conti@example.org conti+2@example.org hold account 4 failed recipients / hour",
                    "ferrari@example.org ferrari+99@example.org defer account 20 recipients / hour",
                    "gallo@example.org gallo+5@example.org defer account 5 internal recipients / hour",
                    "gallo@example.org gallo+6@example.org defer account 5 internal recipients / hour",
                    "greco@example.org greco+3@example.org defer account 1 MB / hour",
                    "greco@example.org greco+4@example.org defer account 1 MB / hour",
                    "ricci@example.org - defer account 2 null-sender messages / hour",
                    "rossi@example.org rossi+6@example.org defer account 20 recipients / hour",
                    "rossi@example.org rossi+7@example.org defer account 20 recipients / hour",
                    "rossi@example.org rossi+8@example.org defer account 20 recipients / hour",
                    "rossi@example.org rossi+99@example.org reject account 20 recipients / hour",
                    "russo@example.org russo+3@example.org defer account 12 new recipients / day");

    private static final String DEFER = "+99@example.org defer";
    private static final String CONTI = "conti@example.org";
    private static final Map<String, String> PASSWORDS =
            Map.of(
                    CONTI,
                    "Conti2024",
                    THIEF,
                    THIEFS,
                    HONEST,
                    HONESTS,
                    FRESH,
                    FRESHS,
                    "russo@example.org",
                    "Nebbia#Sul2Lario",
                    "greco@example.org",
                    "Fune-e-Pontile7",
                    "gallo@example.org",
                    "V3nto.di.Breva",
                    "ricci@example.org",
                    "Gh1aia.di.lago");

    @TempDir Path folder;
    private GuardLab lab;
    private int queued;

    @Test
    void whatIsReplayedIsWhatWasDecidedLiveBehindThePolicyProtocol() throws Exception {
        compare(true);
    }

    @Test
    void whatIsReplayedIsWhatWasDecidedLiveBehindTheMilter() throws Exception {
        compare(false);
    }

    private void compare(boolean policy) throws Exception {
        try (GuardLab started = new GuardLab(folder, "127.0.52")) {
            lab = started;
            Setup setup = setup();
            try (Daemon _ = lab.daemon(() -> setup)) {
                if (policy) {
                    lab.startWithPolicy();
                } else {
                    lab.startWithMilter();
                }
                lab.checkHeaders("/^Subject: refuse me/ REJECT no such mail here");
                mail();
                untilDelivered();
            }
            List<String> decided = decidedLive();
            assertEquals(metWith(policy), decided);
            assertEquals(decided, replayed(setup, policy));
        }
    }

    /** At RCPT nobody knows yet that a message will be over a limit by itself alone. */
    private static List<String> metWith(boolean policy) {
        return policy
                ? MET_WITH.stream()
                        .map(one -> one.replace("+99@example.org reject", DEFER))
                        .toList()
                : MET_WITH;
    }

    /** Limits of many units, and eyes on the log, which give back what was refused after all. */
    private Setup setup() {
        Budget budget = LabSetups.budget(LIMITS.toArray(String[]::new));
        Setup usual = lab.setups.of("trial", true, Map.of(Channel.SUBMISSION, budget));
        AccountDirectory all =
                new AccountDirectory(
                        PASSWORDS.keySet().stream().map(LiveReplayTest::account).toList(),
                        Set.of("example.org", "example.net"),
                        Map.of());
        return lab.setups.watched(new Setup(usual.guard(), usual.listen(), all, ""));
    }

    private static Account account(String name) {
        return new Account(name, List.of(), StoredPassword.HIDDEN, Account.Traits.NONE);
    }

    private void mail() throws Exception {
        send(THIEF, 0, 9, to(0), to(1), to(2));
        send(THIEF, 99, 1, IntStream.range(0, 40).mapToObj(GuardLab::to).toArray(String[]::new));
        send(HONEST, 0, 14, to(7));
        try (Smtp honest = lab.loggedIn(HONEST, HONESTS)) {
            taken(honest.send("boss@bank.test", HONEST, to(7)));
        }
        for (int i = 0; i < 4; i++) {
            send("russo@example.org", i, 1, to(4 * i), to(4 * i + 1), to(4 * i + 2), to(4 * i + 3));
        }
        send("russo@example.org", 4, 1, to(0));
        large("greco@example.org", 5);
        send("greco@example.org", 5, 1, to(1));
        send("gallo@example.org", 0, 7, HONEST);
        try (Smtp ricci = lab.loggedIn("ricci@example.org", PASSWORDS.get("ricci@example.org"))) {
            for (int i = 0; i < 4; i++) {
                taken(ricci.send("", "ricci@example.org", to(1)));
            }
        }
        refunded();
        failing();
    }

    /** Recipients elsewhere whose server does not know them. */
    private void failing() throws Exception {
        send(CONTI, 0, 1, nobody(1), nobody(2), to(1), nobody(3), nobody(4));
        lab.untilUsed(CONTI, Channel.SUBMISSION, LIMITS.getLast(), 4);
        send(CONTI, 1, 1, to(1));
        send(CONTI, 2, 1, nobody(5));
    }

    private static String nobody(int number) {
        return "nouser" + number + "@bigcloud.test";
    }

    private void send(String account, int first, int messages, String... to) throws Exception {
        try (Smtp smtp = lab.loggedIn(account, PASSWORDS.get(account))) {
            for (int i = first; i < first + messages; i++) {
                taken(smtp.send(tagged(account, i), account, to));
            }
        }
    }

    private static String tagged(String account, int number) {
        return account.replace("@", "+" + number + "@");
    }

    /**
     * Waits until Postfix has logged it: of messages that it takes up together it may log a later
     * one first, and the log does not tell which was decided first.
     */
    private void taken(String reply) throws Exception {
        assertTrue(reply.startsWith("250 "), reply);
        queued++;
        String logged = reply.replaceFirst(".*queued as ", "") + ": from=<";
        lab.until(() -> lab.mailed().contains(logged));
    }

    private void large(String account, int messages) throws Exception {
        String line = "x".repeat(70) + "\r\n";
        try (Smtp smtp = lab.loggedIn(account, PASSWORDS.get(account))) {
            for (int i = 0; i < messages; i++) {
                taken(text(smtp, tagged(account, i), account, "large", line.repeat(4200), to(1)));
            }
        }
    }

    /** Each second message is refused after the guard, by a check of its headers. */
    private void refunded() throws Exception {
        String[] five = {to(0), to(1), to(2), to(3), to(4)};
        try (Smtp smtp = lab.loggedIn(FRESH, FRESHS)) {
            for (int i = 1; i <= 4; i++) {
                taken(smtp.send(tagged(FRESH, i), FRESH, five));
                if (i < 4) { // there is room for it, or the guard would have objected
                    String no = text(smtp, tagged(FRESH, 10 + i), FRESH, "refuse me", "", five);
                    assertTrue(no.startsWith("550 "), no);
                    lab.untilUsed(FRESH, Channel.SUBMISSION, LIMITS.getFirst(), 5 * i);
                }
            }
            taken(smtp.send(tagged(FRESH, 99), FRESH, to(1)));
        }
    }

    private static String text(
            Smtp smtp, String sender, String from, String subject, String body, String... to)
            throws IOException {
        smtp.say("MAIL FROM:<" + sender + ">");
        for (String one : to) {
            smtp.say("RCPT TO:<" + one + ">");
        }
        smtp.say("DATA");
        return smtp.say("From: " + from + "\r\nSubject: " + subject + "\r\n\r\n" + body + ".");
    }

    private void untilDelivered() throws Exception {
        lab.until(
                () ->
                        lab.mailed().lines().filter(line -> line.endsWith(": removed")).count()
                                >= queued);
    }

    /** What was objected to, once a message, though each recipient was asked about. */
    private List<String> decidedLive() {
        Matcher lines = OBJECTED.matcher(lab.log.toString());
        TreeSet<String> all = new TreeSet<>();
        while (lines.find()) {
            String rule = lines.group(2).replace("\"", "");
            String sender = lines.group(4).replace("\"\"", "-");
            all.add(String.join(" ", lines.group(3), sender, lines.group(1), rule));
        }
        return List.copyOf(all);
    }

    private List<String> replayed(Setup setup, boolean policy) throws IOException {
        TreeSet<String> decided = new TreeSet<>();
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Replay.Manner manner = new Replay.Manner(scratch, policy, false);
        try (Replay replay = Replay.of(setup.guard(), setup.directory(), manner)) {
            PastMessages messages =
                    new PastMessages(
                            message ->
                                    word(replay.message(message))
                                            .ifPresent(w -> decided.add(who(message) + " " + w)),
                            replay::failed);
            lab.past("log/mail.log").read((MailEvent event) -> messages.take(event));
            messages.finish();
        }
        return List.copyOf(decided);
    }

    private static String who(PastMessage message) {
        Address sender = message.sender();
        return message.login() + " " + (sender.isNull() ? "-" : sender);
    }

    private static Optional<String> word(Decision decision) {
        return switch (decision) {
            case Decision.Pass _ -> Optional.empty();
            case Decision.Defer(var why) -> Optional.of("defer " + why.rule());
            case Decision.Hold(var why) -> Optional.of("hold " + why.rule());
            case Decision.Reject(var why) -> Optional.of("reject " + why.rule());
        };
    }
}
