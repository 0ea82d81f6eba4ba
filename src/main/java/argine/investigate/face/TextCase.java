// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Case.Evidence;
import argine.investigate.Case.Messages;
import argine.investigate.Case.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One case as text: who, how far, from where, the evidence, and what to do next. */
final class TextCase {
    private static final int NETWORKS = 8;
    private static final int GUESSERS = 5;
    private static final int CODES = 3;
    private static final int TOUCHED = 12;

    private final Sheet sheet;
    private final Times times;
    private final boolean part;

    /** {@code part} says that its figures are those of a part. */
    TextCase(Sheet sheet, Times times, boolean part) {
        this.sheet = sheet;
        this.times = times;
        this.part = part;
    }

    void print(Case one) {
        who(one);
        far(one);
        where(one);
        proved(one.evidence());
        touched(one.alsoTouched());
        next(one.next());
    }

    private void who(Case one) {
        String name = Wording.who(one).orElse("account not known");
        sheet.heading(Plain.line(one.id(), 40) + ": " + name + ", " + Wording.title(one.origin()));
        sheet.row("When", when(one));
        sheet.row("How sure", sure(one));
        if (Wording.isBreach(one.origin())) {
            sheet.row("How got in", said(Wording.entryShort(one.entry()), one.entryBecause()));
        }
        sheet.row("Mailbox read", Wording.mailbox(one));
        sheet.row("Why", one.because());
    }

    private String when(Case one) {
        String span = times.span(one.firstSeen(), one.lastSeen());
        if (one.firstSeen().isEmpty() || one.lastSeen().isEmpty()) {
            return span;
        }
        Duration length = Duration.between(one.firstSeen().get(), one.lastSeen().get());
        return length.isZero() ? span : span + " (" + Times.length(length) + ")";
    }

    private static String sure(Case one) {
        String kinds = one.kinds().isEmpty() ? "" : "; evidence: " + Wording.list(one.kinds(), 9);
        return Wording.sure(one) + ", " + said(one.grade(), Wording.grade(one)) + kinds;
    }

    private static String said(String word, String reason) {
        return reason.isBlank() ? word : word + ": " + reason;
    }

    private void far(Case one) {
        Messages sent = one.messages();
        if (Wording.isEmpty(sent)) {
            return;
        }
        sheet.heading(part ? "How far it reached, at least" : "How far it reached");
        Grid grid = new Grid("rl");
        row(grid, sent, sent.accepted(), "messages accepted, " + Numbers.bytes(sent.bytes()));
        row(
                grid,
                sent,
                sent.recipients(),
                "addresses, " + Numbers.of(sent.externalRecipients()) + " of them elsewhere");
        row(grid, sent, sent.delivered(), "delivered");
        row(grid, sent, sent.deferred(), "deferred");
        row(grid, sent, sent.bounced(), "bounced");
        row(grid, sent, sent.queued(), "messages still in the queue");
        if (sent.held() > 0) {
            row(grid, sent, sent.held(), "messages held, which do not go out");
        }
        sheet.grid(grid);
        String codes = codes(one.byStatus());
        if (!codes.isEmpty()) {
            sheet.paragraph("Answers: " + codes);
        }
    }

    private static void row(Grid grid, Messages sent, long number, String what) {
        if (Wording.isKnown(sent, number)) {
            grid.row(Numbers.of(number), what);
        }
    }

    private static String codes(Map<String, Long> byStatus) {
        return Numbers.largestFirst(byStatus).stream()
                .limit(CODES)
                .map(
                        e ->
                                Numbers.of(e.getValue())
                                        + " x "
                                        + Plain.line(e.getKey(), 20)
                                        + meaning(e.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String meaning(String code) {
        String meaning = Wording.status(code);
        return meaning.isEmpty() ? "" : " (" + meaning + ")";
    }

    private void where(Case one) {
        if (one.sources().isEmpty()) {
            return;
        }
        List<NetworkShare> networks = NetworkShare.of(one.sources(), NETWORKS);
        long distinct = one.sources().stream().map(Source::network).distinct().count();
        sheet.heading(
                "From where: "
                        + Numbers.of(one.sources().size(), "address")
                        + " in "
                        + Numbers.of(distinct, "network"));
        Grid grid = new Grid("lrrrrl").row("", "addresses", "messages", "logins", "failures", "");
        networks.stream().limit(NETWORKS).forEach(n -> grid.row(cells(n)));
        one.guessers().stream().limit(GUESSERS).forEach(n -> grid.row(cells(n)));
        sheet.grid(grid);
        if (one.guessers().size() > GUESSERS) {
            sheet.paragraph(
                    "and "
                            + Numbers.of(one.guessers().size() - GUESSERS, "more network")
                            + " that only guessed");
        }
        if (networks.size() > NETWORKS) {
            List<NetworkShare> rest = networks.subList(NETWORKS, networks.size());
            long messages = rest.stream().mapToLong(NetworkShare::messages).sum();
            sheet.paragraph(
                    "and "
                            + Numbers.of(rest.size(), "more network")
                            + " with "
                            + Numbers.of(messages, "message"));
        }
        own(one.ownSources());
    }

    private static String[] cells(NetworkShare network) {
        return new String[] {
            Plain.line(network.network(), 50),
            Numbers.of(network.sources().size()),
            Numbers.of(network.messages()),
            Numbers.of(network.logins()),
            Numbers.of(network.failures()),
            Plain.line(network.owner(), 60)
        };
    }

    private static String[] cells(Case.Guesser guesser) {
        String network = Plain.line(guesser.network(), 50);
        return new String[] {network, "", "0", "0", Numbers.of(guesser.failures()), "only guessed"};
    }

    private void own(List<Source> own) {
        if (!own.isEmpty()) {
            List<String> names =
                    NetworkShare.of(own, 3).stream().map(n -> Plain.line(n.network(), 50)).toList();
            sheet.paragraph("The owner's own, left alone: " + Wording.list(names, 5));
        }
    }

    private void proved(List<Evidence> evidence) {
        if (!evidence.isEmpty()) {
            sheet.heading("Evidence");
            new TextEvidence(sheet).print(evidence);
        }
    }

    private void touched(List<String> accounts) {
        if (!accounts.isEmpty()) {
            sheet.heading("Also touched");
            List<String> names = accounts.stream().map(a -> Plain.line(a, 100)).toList();
            sheet.paragraph(Wording.list(names, TOUCHED));
        }
    }

    private void next(List<String> commands) {
        if (!commands.isEmpty()) {
            sheet.heading("What to do next");
            commands.forEach(sheet::command);
        }
    }
}
