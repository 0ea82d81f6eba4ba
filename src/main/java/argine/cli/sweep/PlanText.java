// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.investigate.face.Grid;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import argine.investigate.face.Sheet;
import argine.investigate.face.Times;
import argine.investigate.face.Verdict;
import argine.mail.QueuedMessage;
import argine.sweep.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as text: how many, then what may be wrong with it, then what would be held, then what to
 * type.
 */
final class PlanText {
    private static final int NAMES = 6;
    private static final int NAME = 48;
    private static final int SAMPLES = 5;
    private static final int REASONS = 8;

    private final Sheet sheet;
    private final Times times;
    private final Plan plan;

    private PlanText(Sheet sheet, Times times, Plan plan) {
        this.sheet = sheet;
        this.times = times;
        this.plan = plan;
    }

    /** The plan; {@code command} is what does it, ready to be copied. */
    static String text(Plan plan, Sheet sheet, Times times, String command) {
        new PlanText(sheet, times, plan).print(command);
        return sheet.toString();
    }

    private void print(String command) {
        int count = plan.toHold().size();
        sheet.verdict(verdict(count));
        alsoMatching();
        if (count > 0) {
            wouldHold();
        }
        said();
        if (count > 0) {
            sheet.heading("To hold them, so that they can be put back");
            sheet.command(command);
        }
    }

    /** Nothing to hold of a name that is nowhere is no reason to be calm: it may be mistyped. */
    private Verdict verdict(int count) {
        String absent = String.join("; ", AbsentNames.sentences(plan.absent()));
        String of =
                Numbers.of(plan.messages(), "message")
                        + " in "
                        + plan.where()
                        + ": "
                        + plan.asked()
                        + ".";
        return count > 0
                ? new Verdict("WOULD HOLD " + Numbers.of(count), " of " + of + note(absent), true)
                : absent.isEmpty()
                        ? new Verdict("NOTHING TO HOLD", ": of " + of, false)
                        : new Verdict("NOTHING TO HOLD", ": " + absent + ". Of " + of, true);
    }

    private static String note(String absent) {
        return absent.isEmpty() ? "" : " But " + absent + ".";
    }

    private void alsoMatching() {
        if (plan.unsure().isEmpty()) {
            return;
        }
        sheet.heading(
                (!plan.takesUnsure()
                                ? "Would also match "
                                : plan.unsure().size() == 1 ? "Among them is " : "Among them are ")
                        + Numbers.of(plan.unsure().size(), "message")
                        + " that may not be the thief's");
        Map<String, List<Plan.Choice>> byReason = new LinkedHashMap<>();
        plan.unsure()
                .forEach(
                        choice ->
                                byReason.computeIfAbsent(
                                                choice.sorting().why(), _ -> new ArrayList<>())
                                        .add(choice));
        byReason.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> -e.getValue().size()))
                .limit(REASONS)
                .forEach(
                        e -> {
                            sheet.paragraph(Numbers.of(e.getValue().size()) + ": " + e.getKey());
                            samples(e.getValue(), 2);
                        });
        if (byReason.size() > REASONS) {
            sheet.paragraph("and " + Numbers.of(byReason.size() - REASONS, "more reason"));
        }
        if (!plan.takesUnsure()) {
            sheet.paragraph(
                    plan.unsure().size() == 1
                            ? "It is left alone. With --unsure it would be held too."
                            : "They are left alone. With --unsure they would be held too.");
        }
    }

    private void wouldHold() {
        sheet.heading("What would be held");
        plan.first()
                .ifPresent(
                        first ->
                                sheet.row("Came in", times.span(first, plan.last().orElse(first))));
        plan.by().forEach((way, counts) -> sheet.row("By " + way, counts(counts)));
        sheet.paragraph("Samples:");
        List<Plan.Choice> all = plan.choices();
        int step = Math.max(1, all.size() / SAMPLES);
        List<Plan.Choice> some = new ArrayList<>();
        for (int i = 0; i < all.size() && some.size() < SAMPLES; i += step) {
            some.add(all.get(i));
        }
        samples(some, SAMPLES);
        reasons();
    }

    private void reasons() {
        Map<String, Long> reasons = new LinkedHashMap<>();
        plan.choices().forEach(c -> reasons.merge(c.sorting().why(), 1L, Long::sum));
        sheet.paragraph("Why:");
        Grid grid = new Grid("rl");
        reasons.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue()))
                .limit(REASONS)
                .forEach(e -> grid.row(Numbers.of(e.getValue()), Plain.line(e.getKey(), 90)));
        sheet.grid(grid);
        if (reasons.size() > REASONS) {
            sheet.paragraph("and " + Numbers.of(reasons.size() - REASONS, "more reason"));
        }
    }

    private static String counts(Map<String, Long> counts) {
        List<String> parts = new ArrayList<>();
        counts.entrySet().stream()
                .limit(NAMES)
                .forEach(
                        e ->
                                parts.add(
                                        Plain.line(e.getKey(), NAME)
                                                + " "
                                                + Numbers.of(e.getValue())));
        if (counts.size() > NAMES) {
            parts.add(Numbers.of(counts.size() - NAMES) + " more");
        }
        return String.join(", ", parts);
    }

    private void samples(List<Plan.Choice> choices, int most) {
        Grid grid = new Grid("lllll");
        choices.stream().limit(most).forEach(choice -> sample(grid, choice));
        sheet.grid(grid);
    }

    private void sample(Grid grid, Plan.Choice choice) {
        QueuedMessage message = choice.message();
        String account = choice.account();
        List<argine.mail.Address> recipients = message.envelope().recipients();
        grid.row(
                message.queueId().text(),
                times.minute(message.arrival()),
                Plain.line(account.isEmpty() ? "(no login)" : account, 28),
                "to "
                        + (recipients.isEmpty()
                                ? "nobody"
                                : Plain.line(recipients.getFirst().toString(), 24)
                                        + (recipients.size() > 1
                                                ? " +" + (recipients.size() - 1)
                                                : "")),
                "\"" + Plain.line(message.headers().subject(), 40) + "\"");
    }

    private void said() {
        if (plan.genuine().size() + plan.held() + plan.unread() == 0
                && plan.trouble().isEmpty()
                && plan.strange().isEmpty()) {
            return;
        }
        sheet.heading("Left alone");
        row("Genuine", plan.notToBeTouched().size(), "not to be touched");
        row("Of others", plan.ofOthers().size(), "this case is not about");
        row("Held already", plan.held(), "");
        row("Not seen whole", plan.unread(), "cut short, or beyond every bound");
        plan.trouble().forEach(sentence -> sheet.row("Not read", sentence));
        plan.strange().ifPresent(said -> sheet.row("No message", said));
    }

    private void row(String label, long count, String what) {
        if (count > 0) {
            sheet.row(label, (Numbers.of(count, "message") + " " + what).strip());
        }
    }
}
