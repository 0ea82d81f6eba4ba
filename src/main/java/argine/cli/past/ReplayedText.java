// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.cli.guard.PastLoop;
import argine.guard.replay.Judged;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A replay for people: the sum first, then who would have been refused, the thieves among them. */
final class ReplayedText {
    private static final int MOST = 20;
    private static final int NAME = 60;

    private final StringBuilder text = new StringBuilder();
    private final Replayed replayed;

    private ReplayedText(Replayed replayed) {
        this.replayed = replayed;
    }

    static String text(Replayed replayed) {
        ReplayedText face = new ReplayedText(replayed);
        face.all();
        return face.text.toString();
    }

    private void all() {
        if (replayed.accounts().isEmpty() && replayed.robots().isEmpty()) {
            line("NOTHING TO JUDGE: no message in this log was sent under a login.");
            replayed.reading().trouble().forEach(one -> line("  " + Plain.line(one)));
            return;
        }
        List<Judged> refused = replayed.refused();
        line(verdict(refused));
        line("");
        part("Refused, and in a stranger's hands as the log shows:", refused, true);
        part("Refused, and nothing in the log speaks against them:", refused, false);
        robots(replayed.refusedRobots());
        replayed.stops().ifPresent(this::loop);
        names("Not refused, although in a stranger's hands:", replayed.missed());
        otherNames();
        sum(refused);
    }

    private String verdict(List<Judged> refused) {
        if (refused.isEmpty()) {
            return "NOBODY WOULD HAVE BEEN REFUSED, of "
                    + accounts(replayed.accounts().size())
                    + ".";
        }
        long misused = refused.stream().filter(replayed::isMisused).count();
        return Numbers.of(refused.size())
                + " OF "
                + accounts(replayed.accounts().size()).toUpperCase(Locale.ROOT)
                + " WOULD HAVE BEEN REFUSED SOMETHING: "
                + misused
                + " in a stranger's hands, "
                + (refused.size() - misused)
                + " of their owners.";
    }

    private static String accounts(int number) {
        return Numbers.of(number, "account");
    }

    private void part(String title, List<Judged> refused, boolean misused) {
        List<Judged> some =
                refused.stream().filter(one -> replayed.isMisused(one) == misused).toList();
        if (some.isEmpty()) {
            return;
        }
        line(title);
        some.stream().limit(MOST).forEach(this::refused);
        more(some.size());
        line("");
    }

    private void robots(List<Judged> refused) {
        if (!refused.isEmpty()) {
            line("Refused, of what mailboxes send by themselves:");
            refused.stream().limit(MOST).forEach(this::refused);
            more(refused.size());
            line("");
        }
    }

    private void refused(Judged account) {
        Optional<Judged.Objection> first = account.first();
        line("  " + Plain.line(account.account(), NAME));
        first.ifPresent(
                one ->
                        line(
                                "    from "
                                        + one.at()
                                        + " on by \""
                                        + Plain.line(one.rule(), NAME)
                                        + "\" ("
                                        + one.decision()
                                        + "), after "
                                        + Numbers.of(one.reachedBefore())
                                        + " recipients"));
        line(
                "    refused: "
                        + Numbers.of(account.refusedMessages())
                        + " of "
                        + Numbers.of(account.messages())
                        + " messages, "
                        + Numbers.of(account.refusedRecipients())
                        + " of "
                        + Numbers.of(account.recipients())
                        + " recipients");
    }

    private void loop(List<PastLoop.Stop> stops) {
        line(
                stops.isEmpty()
                        ? "The loop would have stopped nobody."
                        : "The loop would have stopped by itself:");
        for (PastLoop.Stop stop : stops.stream().limit(MOST).toList()) {
            line(
                    "  "
                            + Plain.line(stop.account(), NAME)
                            + (replayed.isMisused(stop)
                                    ? ""
                                    : "  (nothing in the whole log speaks against them)"));
            line(
                    "    at "
                            + stop.at()
                            + ", after "
                            + Numbers.of(stop.messages(), "message")
                            + " to "
                            + Numbers.of(stop.recipients(), "recipient")
                            + " outside: "
                            + stop.because());
        }
        more(stops.size());
        line("");
    }

    private void names(String title, List<Judged> some) {
        if (some.isEmpty()) {
            return;
        }
        line(title);
        for (Judged account : some.stream().limit(MOST).toList()) {
            line(
                    "  "
                            + Plain.line(account.account(), NAME)
                            + ": "
                            + Numbers.of(account.recipients())
                            + " recipients");
        }
        more(some.size());
        line("");
    }

    private void otherNames() {
        List<Judged> some = replayed.underOtherNames();
        if (!some.isEmpty()) {
            long messages = some.stream().mapToLong(Judged::underOtherNames).sum();
            line(
                    "Under somebody else's name, and only reported: "
                            + Numbers.of(messages)
                            + " messages of "
                            + accounts(some.size())
                            + ". argine guard learn proposes what to allow.");
            line("");
        }
    }

    private void more(int all) {
        if (all > MOST) {
            line("  and " + Numbers.of((long) all - MOST) + " more; --format json has them all");
        }
    }

    private void sum(List<Judged> refused) {
        line(
                "Judged: "
                        + Numbers.of(replayed.messages())
                        + " messages to "
                        + Numbers.of(replayed.recipients())
                        + " recipients"
                        + replayed.reading().from().map(from -> ", from " + from).orElse("")
                        + replayed.reading().to().map(to -> " to " + to).orElse("")
                        + ".");
        replayed.reading().trouble().forEach(one -> line("Missing: " + Plain.line(one)));
        if (!refused.isEmpty()) {
            line(
                    "What was refused is not tried again here; a mail program would try what is put off.");
        }
    }

    private void line(String one) {
        text.append(one).append('\n');
    }
}
