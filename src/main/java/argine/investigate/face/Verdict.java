// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer in one sentence, first in every face: a word in capitals, and the rest.
 *
 * <p>Whoever reads only this line must not be misled: a breach comes before everything else, and
 * "nothing wrong found" says in how much it was looked for.
 *
 * @param wrong whether somebody must act
 */
public record Verdict(String word, String rest, boolean wrong) {
    private static final int NAMES = 5;
    private static final int TOO_MANY_UNREAD_PERCENT = 10;
    private static final int REASON_LENGTH = 200;
    private static final int BLIND_LENGTH = 600;
    private static final String NO_PASSWORD = "NO PASSWORD STOLEN";

    static Verdict of(Report report, Times times) {
        List<Case> breached =
                report.cases().stream().filter(c -> Wording.isBreach(c.origin())).toList();
        if (!breached.isEmpty()) {
            return breached(breached, times);
        }
        if (!report.cases().isEmpty()) {
            return report.read().blind().isEmpty() || report.exit() == 3
                    ? noBreach(report, times)
                    : blind(report, ". Otherwise: " + noBreach(report, times).line());
        }
        boolean calm = List.of("nothing", "none", "").contains(Wording.origin(report.origin()));
        return calm
                ? nothing(report, times)
                : new Verdict(word(report.origin()), ": " + report(report), report.exit() == 3);
    }

    /** Whether the report's own reason is in none of the sentences that follow anyway. */
    static boolean hasMoreToSay(Report report) {
        return !report.because().isBlank()
                && !report.cases().isEmpty()
                && report.cases().stream().noneMatch(c -> c.because().equals(report.because()));
    }

    String line() {
        return word + rest;
    }

    /** Who is breached for sure is the headline; who only may be is told apart. */
    private static Verdict breached(List<Case> cases, Times times) {
        List<Case> sure = cases.stream().filter(Case::isSure).toList();
        List<Case> unsure = cases.stream().filter(one -> !one.isSure()).toList();
        return sure.isEmpty()
                ? breached("PERHAPS BREACHED", unsure, "", times)
                : breached(
                        "BREACHED",
                        sure,
                        unsure.isEmpty() ? "" : "; perhaps " + names(unsure),
                        times);
    }

    private static Verdict breached(String word, List<Case> cases, String others, Times times) {
        return cases.size() == 1
                ? breached(word, cases.getFirst(), others, times)
                : new Verdict(
                        Numbers.of(cases.size()) + " ACCOUNTS " + word,
                        ": " + names(cases) + others + ". " + capital(extent(cases, times)) + ".",
                        true);
    }

    private static String names(List<Case> cases) {
        List<String> names = cases.stream().flatMap(c -> Wording.who(c).stream()).toList();
        int unnamed = cases.size() - names.size();
        return names.isEmpty()
                ? Numbers.of(unnamed) + " that the log does not name"
                : Wording.list(names, NAMES)
                        + (unnamed == 0
                                ? ""
                                : ", and " + Numbers.of(unnamed) + " that the log does not name");
    }

    private static Verdict breached(String word, Case one, String others, Times times) {
        String who = Wording.who(one).orElse("an account that the log does not name");
        boolean named = who.equals(Plain.line(one.account(), who.length()));
        String through = Wording.origin(one.origin()).equals("webmail") ? ", through webmail" : "";
        String subject =
                named || Wording.who(one).isEmpty()
                        ? who
                        : "an account that the log does not name, " + who;
        return new Verdict(
                word,
                ": "
                        + subject
                        + through
                        + others
                        + ". "
                        + Wording.entry(one.entry())
                        + "; "
                        + extent(List.of(one), times)
                        + grade(one)
                        + ".",
                true);
    }

    private static Verdict noBreach(Report report, Times times) {
        Case one = report.cases().getFirst();
        String others =
                report.cases().size() > 1
                        ? " And "
                                + Numbers.of(report.cases().size() - 1, "more case")
                                + ", see below."
                        : "";
        String word = word(one.origin());
        String said = ": " + sentence(one, Wording.isPart(report, one), times) + others;
        return word.equals(NO_PASSWORD) && !report.read().blind().isEmpty()
                ? new Verdict(
                        "MISUSED", said + " Whether a password was stolen" + untold(report), true)
                : new Verdict(word, said, report.exit() == 3);
    }

    private static String untold(Report report) {
        return " cannot be told: " + Plain.line(report.read().blind(), BLIND_LENGTH) + ".";
    }

    private static String word(String origin) {
        return switch (Wording.origin(origin)) {
            case "script", "relay" -> NO_PASSWORD;
            case "forwarder", "backscatter", "outage" -> "NOT A BREACH";
            case "account", "webmail" -> "BREACHED";
            default -> "CAUSE NOT KNOWN";
        };
    }

    private static String sentence(Case one, boolean part, Times times) {
        String who = Wording.who(one).orElse("");
        String bound = part ? "at least " : "";
        String sent = " " + capital(extent(List.of(one), bound, times)) + grade(one) + ".";
        return switch (Wording.origin(one.origin())) {
            case "script" ->
                    "a script or web form on this server sends the mail" + in(who) + "." + sent;
            case "relay" ->
                    "the server passes on mail for strangers who never log in (open relay)." + sent;
            case "forwarder" ->
                    (who.isEmpty() ? "an account" : who)
                            + " forwards the spam it receives to another server."
                            + sent;
            case "backscatter" ->
                    "bounces of mail that was never sent from here (backscatter) fill "
                            + mailbox(one)
                            + ".";
            case "outage" -> outage(one);
            default -> reason(one.because()) + in(who) + "." + sent;
        };
    }

    private static String mailbox(Case one) {
        String whose = one.sender().isEmpty() ? one.account() : one.sender();
        return whose.isEmpty() ? "mailboxes here" : Plain.line(whose, 200) + "'s mailbox";
    }

    private static String outage(Case one) {
        Optional<String> where =
                Numbers.largestFirst(one.topDomains()).stream()
                        .findFirst()
                        .map(domain -> Plain.line(domain.getKey(), 80));
        return where.map(d -> "the server of " + d).orElse("another server")
                + " takes no mail (remote outage). "
                + Numbers.of(one.messages().deferred(), "recipient")
                + (one.messages().deferred() == 1 ? " waits." : " wait.");
    }

    private static Verdict nothing(Report report, Times times) {
        Report.Read read = report.read();
        if (read.lines() <= read.unread()) {
            return new Verdict(
                    "CANNOT TELL", ": " + unread(read) + unclear(report.unclear()) + ".", false);
        }
        if (read.from().isEmpty()) {
            return new Verdict(
                    "CANNOT TELL",
                    ": none of "
                            + Numbers.of(read.lines(), "line")
                            + " is about mail in the time that was looked at"
                            + unclear(report.unclear())
                            + ".",
                    false);
        }
        if (!read.blind().isEmpty()) {
            return blind(report, unclear(report.unclear()) + ".");
        }
        String span = times.span(read.from(), read.to());
        boolean poor = read.unread() * 100 > read.lines() * TOO_MANY_UNREAD_PERCENT;
        return new Verdict(
                "NOTHING WRONG FOUND",
                " in "
                        + Numbers.of(read.lines(), "line")
                        + (span.isEmpty() ? "" : " (" + span + ")")
                        + (poor
                                ? ", but "
                                        + Numbers.percent(read.unread(), read.lines())
                                        + " of them were not understood"
                                : "")
                        + unclear(report.unclear())
                        + unreadable(read)
                        + ".",
                false);
    }

    /** A calm log proves nothing where misuse would not be in it. */
    private static Verdict blind(Report report, String rest) {
        return new Verdict(
                "CANNOT TELL",
                ": " + Plain.line(report.read().blind(), BLIND_LENGTH) + rest,
                false);
    }

    /** What was not read could hold what was looked for. */
    private static String unreadable(Report.Read read) {
        return read.unreadable().isEmpty()
                ? ""
                : "; but not all was read: " + Plain.line(read.unreadable(), REASON_LENGTH);
    }

    private static String unread(Report.Read read) {
        if (read.lines() > 0) {
            return "not one of " + Numbers.of(read.lines(), "line") + " was understood";
        }
        return read.queueMessages() > 0
                ? "there is no log, only "
                        + Numbers.of(read.queueMessages(), "message")
                        + " in the queue"
                : "no line was read";
    }

    private static String unclear(List<Report.Unclear> unclear) {
        return unclear.isEmpty()
                ? ""
                : "; but look at "
                        + Wording.list(
                                unclear.stream().map(u -> Plain.line(u.account(), 100)).toList(),
                                NAMES);
    }

    private static String extent(List<Case> cases, Times times) {
        return extent(cases, "", times);
    }

    /** {@code bound} is {@code at least } where what was counted is a part. */
    private static String extent(List<Case> cases, String bound, Times times) {
        long messages = cases.stream().mapToLong(c -> c.messages().accepted()).sum();
        String atMost = cases.size() > 1 ? "at most " : bound;
        long addresses = cases.stream().mapToLong(c -> c.messages().recipients()).sum();
        Optional<Instant> since =
                cases.stream().flatMap(c -> c.firstSeen().stream()).min(Instant::compareTo);
        return (messages == 0
                        ? "no message sent yet"
                        : bound
                                + Numbers.of(messages, "message")
                                + " to "
                                + atMost
                                + Numbers.of(addresses, "address"))
                + since.map(s -> (messages == 0 ? ", first seen " : " since ") + times.minute(s))
                        .orElse("");
    }

    private static String grade(Case one) {
        return one.grade().isBlank() ? "" : " (" + Plain.line(one.grade(), 20) + ")";
    }

    private static String report(Report report) {
        return reason(report.because()) + ".";
    }

    private static String reason(String because) {
        String text = Plain.line(because, REASON_LENGTH).strip();
        String bare =
                text.endsWith(".") && !text.endsWith("...")
                        ? text.substring(0, text.length() - 1)
                        : text;
        return bare.isEmpty() ? "mail leaves, and the log does not say why" : bare;
    }

    private static String in(String who) {
        return who.isEmpty() ? "" : " (" + who + ")";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
