// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.guard.Channel;
import argine.guard.replay.Learning;
import argine.investigate.face.Plain;
import argine.mail.Plural;
import java.util.List;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/**
 * What was learned as lines for {@code guard.toml}, with the reason beside each.
 *
 * <p>Logins and senders are a stranger's words: one that is not fit to be printed is named in a
 * comment and not proposed.
 */
final class LearnedToml {
    private static final int NAME = 200;

    private final StringBuilder text = new StringBuilder();
    private final Learned learned;

    private LearnedToml(Learned learned) {
        this.learned = learned;
    }

    static String toml(Learned learned) {
        LearnedToml face = new LearnedToml(learned);
        face.all();
        return face.text.toString();
    }

    private void all() {
        line(
                "# Learned from "
                        + Plural.of(learned.accounts(), "account")
                        + learned.reading().from().map(from -> ", from " + from).orElse("")
                        + learned.reading().to().map(to -> " to " + to).orElse("")
                        + ".");
        learned.reading().trouble().forEach(one -> line("# Missing: " + Plain.line(one)));
        learned.misused().stream()
                .sorted()
                .forEach(
                        one ->
                                line(
                                        "# Left out, for the log shows it in a stranger's hands: "
                                                + Plain.line(one, NAME)));
        learned.usual().forEach(this::usual);
        learned.close().ifPresent(this::everybody);
        List<Learning.Proposal> sayable =
                learned.proposals().stream().filter(one -> isSayable(one.account())).toList();
        sayable.forEach(this::allowance);
        senders(sayable);
        learned.proposals().stream()
                .filter(one -> !isSayable(one.account()))
                .forEach(one -> line("# Not proposed: " + Plain.line(one.account(), NAME)));
        if (sayable.isEmpty()) {
            line("# Nobody needs an exception.");
        }
    }

    private void usual(Learning.Usual usual) {
        line(
                "# "
                        + usual.limit()
                        + ": 95 of 100 accounts stay within "
                        + usual.most()
                        + ", the busiest within "
                        + usual.busiest());
    }

    private void everybody(Learned.Close close) {
        int young = close.limits().young();
        if (young > 0) {
            line(
                    "# Hardly known, for they sent on fewer than "
                            + close.measure().least()
                            + " days: "
                            + Plural.of(young, "account")
                            + ", held to what all have.");
        }
        String limits =
                close.limits().everybody().stream()
                        .map(limit -> "    " + quoted(limit.toString()) + ",\n")
                        .collect(Collectors.joining());
        for (Channel channel : close.channels()) {
            line("");
            line("[limits." + channel.word() + "]  # " + reason(close.measure(), true));
            line("account = [\n" + limits + "]");
        }
    }

    /** Why a limit is as close as it is. */
    private static String reason(Learning.Measure measure, boolean all) {
        return (all ? measure.accounts() + " of 100 accounts, " : "")
                + measure.days()
                + " of 100 days; times "
                + measure.margin()
                + ", not below "
                + measure.floor();
    }

    private String reason(Learning.Proposal proposal) {
        String done =
                proposal.needs().stream().map(LearnedToml::done).collect(Collectors.joining(", "));
        return learned.close()
                .map(
                        close ->
                                "done on "
                                        + Plural.of(proposal.days(), "day")
                                        + ": "
                                        + done
                                        + " ("
                                        + reason(close.measure(), false)
                                        + ")")
                .orElseGet(() -> "the most so far: " + done);
    }

    private void allowance(Learning.Proposal proposal) {
        if (proposal.needs().isEmpty()) {
            return;
        }
        line("");
        line("[[allowance]]");
        line("account = " + quoted(proposal.account()));
        line(
                "limits = ["
                        + proposal.needs().stream()
                                .map(need -> quoted(need.limit().toString()))
                                .collect(Collectors.joining(", "))
                        + "]");
        line("reason = " + quoted(reason(proposal)));
    }

    private static String done(Learning.Need need) {
        return need.peak() + " " + need.limit().unit().words() + " / " + need.limit().span();
    }

    private void senders(List<Learning.Proposal> proposals) {
        List<Learning.Proposal> some =
                proposals.stream().filter(one -> !one.senders().isEmpty()).toList();
        if (some.isEmpty()) {
            return;
        }
        line("");
        line("[sender.also]");
        for (Learning.Proposal one : some) {
            List<String> names =
                    one.senders().keySet().stream().filter(LearnedToml::isSayable).toList();
            if (names.isEmpty()) {
                continue;
            }
            long messages = names.stream().mapToLong(name -> one.senders().get(name)).sum();
            line(
                    quoted(one.account())
                            + " = ["
                            + names.stream()
                                    .map(LearnedToml::quoted)
                                    .collect(Collectors.joining(", "))
                            + "]  # "
                            + messages
                            + " messages");
        }
    }

    private static boolean isSayable(String name) {
        return name.length() <= NAME && Plain.line(name).equals(name);
    }

    private static String quoted(String words) {
        return '"' + Toml.tomlEscape(words).toString() + '"';
    }

    private void line(String one) {
        text.append(one).append('\n');
    }
}
