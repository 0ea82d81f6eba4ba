// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.contain.Done;
import argine.contain.Ledger;
import argine.contain.Plan;
import argine.contain.Proof;
import argine.contain.Receipt;
import argine.contain.Release;
import argine.contain.Times;
import argine.investigate.face.Grid;
import argine.investigate.face.Plain;
import argine.investigate.face.Sheet;
import argine.investigate.face.Verdict;
import argine.mail.Plural;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What would be done, what was done and what is in force, as people read it. */
final class ContainText {
    private static final int WIDTH = 100;

    /** The options that lead the next command to the same server, queue and store. */
    record Again(String contain, String sweep) {}

    private final boolean colour;
    private final boolean showPassword;
    private final argine.investigate.face.Times times;
    private final Again again;

    ContainText(
            boolean colour,
            boolean showPassword,
            argine.investigate.face.Times times,
            Again again) {
        this.colour = colour;
        this.showPassword = showPassword;
        this.times = times;
        this.again = again;
    }

    /**
     * What the proposed command does: {@code command}, or where all are spared {@code evenSo}. Of
     * whoever it leaves alone there are no steps.
     */
    String plans(List<Plan> plans, List<String> advice, String command, String evenSo) {
        Sheet sheet = new Sheet(colour, WIDTH);
        boolean any = plans.stream().anyMatch(one -> one.refusals().isEmpty());
        boolean spared = !any && plans.stream().anyMatch(Plan::isSpared);
        for (Plan plan : plans) {
            plan(sheet, plan, plan.refusals().isEmpty() || spared);
        }
        advice(sheet, advice);
        sheet.paragraph(
                "Nothing was changed." + (any ? " To do it:" : spared ? " To do it even so:" : ""));
        if (any || spared) {
            sheet.command(any ? command : evenSo);
        }
        return sheet.toString();
    }

    private void plan(Sheet sheet, Plan plan, boolean withSteps) {
        boolean refused = !plan.refusals().isEmpty();
        sheet.verdict(
                new Verdict(
                        refused ? "WOULD NOT TOUCH" : "WOULD CONTAIN",
                        " " + Plain.line(plan.account(), 80) + refusals(plan),
                        refused));
        if (withSteps) {
            for (Plan.Line line : plan.lines()) {
                sheet.row(
                        line.step().word(),
                        (line.possible() ? "" : "NOT POSSIBLE: ") + line.what());
            }
            if (plan.setsPassword() && !showPassword) {
                sheet.paragraph(
                        "Nobody will know the new password; --show-password shows it, once.");
            }
            plan.notes().forEach(sheet::paragraph);
        }
        sheet.gap();
    }

    private static String refusals(Plan plan) {
        return plan.refusals().isEmpty() ? "" : ": " + String.join("; ", plan.refusals());
    }

    private static void advice(Sheet sheet, List<String> advice) {
        if (advice.isEmpty()) {
            return;
        }
        sheet.paragraph("To know:");
        for (String line : advice) {
            if (line.startsWith(" ")) {
                sheet.command(line.substring(2));
            } else {
                sheet.paragraph(line);
            }
        }
        sheet.gap();
    }

    String receipt(Receipt receipt, List<String> advice) {
        Sheet sheet = new Sheet(colour, WIDTH);
        sheet.verdict(
                new Verdict(
                        receipt.shut() ? "SHUT" : "NOT SHUT",
                        " "
                                + Plain.line(receipt.account(), 80)
                                + (receipt.shut()
                                        ? ": out after "
                                                + Times.words(receipt.out())
                                                + " and refused on every service"
                                        : ", not all of it: see NOT DONE below")
                                + tried(receipt)
                                + ". Receipt "
                                + receipt.id(),
                        !receipt.shut()));
        sheet.gap();
        for (Done done : receipt.steps()) {
            sheet.row(
                    done.step().word(),
                    Times.words(done.after())
                            + "  "
                            + (done.outcome() == Done.Outcome.NOT_DONE ? "NOT DONE: " : "")
                            + done.what());
        }
        proofs(sheet, receipt);
        footholds(sheet, receipt);
        if (!receipt.shut()) {
            sheet.gap();
            advice(sheet, advice);
        }
        next(sheet, receipt);
        return sheet.toString();
    }

    /** At how many doors it was tried, and by which password. */
    private static String tried(Receipt receipt) {
        long all = receipt.atDoors().size();
        long known =
                receipt.atDoors().stream()
                        .filter(one -> one.verdict() != Proof.Verdict.NOT_KNOWN)
                        .count();
        return all == 0
                ? ""
                : "; tried at "
                        + (known < all ? known + " of " : "")
                        + Plural.of(all, "door")
                        + " with "
                        + receipt.tried().words();
    }

    private static void proofs(Sheet sheet, Receipt receipt) {
        if (!receipt.proofs().isEmpty()) {
            sheet.heading("Can the thief log in?");
        }
        receipt.proofs().stream()
                .filter(one -> !one.isAtDoor())
                .forEach(one -> sheet.row(one.service(), word(one) + one.how()));
        if (!receipt.atDoors().isEmpty()) {
            sheet.heading("And at the doors, tried with " + receipt.tried().words());
        }
        receipt.atDoors()
                .forEach(
                        one ->
                                sheet.row(
                                        one.service(),
                                        word(one) + one.how() + " (" + one.door() + ")"));
    }

    private static String word(Proof proof) {
        return switch (proof.verdict()) {
            case REFUSED -> "no: ";
            case NOT_KNOWN -> "NOT KNOWN: ";
            case LET_IN -> "YES: ";
        };
    }

    private static void footholds(Sheet sheet, Receipt receipt) {
        if (!receipt.footholds().isEmpty()) {
            sheet.heading("What may be the thief's and goes on working");
        }
        receipt.footholds().forEach(one -> sheet.paragraph(one.what() + "  (" + one.where() + ")"));
    }

    private void next(Sheet sheet, Receipt receipt) {
        receipt.password().ifPresent(password -> password(sheet, password));
        if (receipt.changed() || !receipt.held().isEmpty()) {
            sheet.heading("To take it back");
        }
        if (receipt.changed()) {
            sheet.command(
                    "argine contain --release "
                            + Plain.line(receipt.account())
                            + again.contain()
                            + " --yes");
        }
        if (!receipt.held().isEmpty()) {
            sheet.command("argine sweep --undo " + receipt.held() + again.sweep() + " --yes");
        }
    }

    private void password(Sheet sheet, String password) {
        if (showPassword) {
            sheet.heading("The new password, shown this once");
            sheet.command(password);
        } else {
            sheet.gap();
            sheet.paragraph(
                    "Nobody knows the new password. Contain the account again with --show-password:"
                            + " another one is set and shown once.");
        }
    }

    /** {@code command} does it. */
    String wouldRelease(String account, Release.Outcome plan, String command) {
        Sheet sheet = release("WOULD RELEASE", account, plan);
        sheet.paragraph("Nothing was changed. To do it:");
        sheet.command(command);
        return sheet.toString();
    }

    String released(String account, Release.Outcome outcome) {
        Sheet sheet = release("RELEASED", account, outcome);
        sheet.paragraph("Its held mail, if any, is still held:");
        sheet.command("argine sweep --list" + again.sweep());
        return sheet.toString();
    }

    private Sheet release(String word, String account, Release.Outcome outcome) {
        Sheet sheet = new Sheet(colour, WIDTH);
        String receipts =
                outcome.receipts().stream().map(Object::toString).collect(Collectors.joining(", "));
        sheet.verdict(
                new Verdict(word, " " + Plain.line(account, 80) + ", receipt " + receipts, false));
        outcome.done().forEach(sheet::paragraph);
        return sheet;
    }

    /** {@code goOn} goes on with what broke off. */
    String list(List<Ledger> ledgers, String goOn) {
        if (ledgers.isEmpty()) {
            return "Nobody is contained.\n";
        }
        Grid grid = new Grid("lllll").row("RECEIPT", "SINCE", "LOCK", "STATE", "ACCOUNT");
        for (Ledger ledger : ledgers) {
            grid.row(
                    ledger.receipt().text(),
                    times.full(ledger.since()),
                    ledger.lock().toLowerCase(Locale.ROOT),
                    ledger.isEnded() ? "in force" : "broke off",
                    Plain.line(ledger.account(), 60));
        }
        StringBuilder page = new StringBuilder();
        grid.lines().forEach(line -> page.append(line).append('\n'));
        if (ledgers.stream().anyMatch(one -> !one.isEnded())) {
            page.append("To go on with what broke off: ").append(Plain.line(goOn)).append('\n');
        }
        return page.toString();
    }
}
