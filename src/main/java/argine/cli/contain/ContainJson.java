// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.contain.Ledger;
import argine.contain.Plan;
import argine.contain.Receipt;
import argine.contain.Release;
import argine.investigate.face.Json;
import java.util.List;
import java.util.Locale;

/** The same as {@link ContainText}, for programs. */
final class ContainJson {
    private ContainJson() {}

    static String plans(List<Plan> plans, List<String> advice) {
        return Json.object(
                json -> {
                    json.objects(
                            "plans",
                            plans,
                            plan -> {
                                json.text("account", plan.account());
                                json.text("lock", word(plan.lock()));
                                json.texts("refusals", plan.refusals());
                                json.texts("notes", plan.notes());
                                json.objects(
                                        "steps",
                                        plan.lines(),
                                        line -> {
                                            json.text("step", line.step().word());
                                            json.text("what", line.what());
                                            json.flag("possible", line.possible());
                                        });
                            });
                    json.texts("advice", advice);
                });
    }

    static String receipts(List<Receipt> receipts, List<String> advice, boolean showPassword) {
        return Json.object(
                json -> {
                    json.objects("receipts", receipts, one -> receipt(json, one, showPassword));
                    json.texts("advice", advice);
                });
    }

    private static void receipt(Json json, Receipt receipt, boolean showPassword) {
        json.text("account", receipt.account());
        json.text("receipt", receipt.id().text());
        json.flag("shut", receipt.shut());
        json.number("outAfterMillis", receipt.out().toMillis());
        json.objects(
                "steps",
                receipt.steps(),
                done -> {
                    json.text("step", done.step().word());
                    json.text("outcome", word(done.outcome()));
                    json.text("what", done.what());
                    json.number("afterMillis", done.after().toMillis());
                });
        json.objects(
                "proofs",
                receipt.proofs(),
                proof -> {
                    json.text("service", proof.service());
                    json.text("door", proof.door());
                    json.text("verdict", word(proof.verdict()));
                    json.text("how", proof.how());
                });
        json.text("tried", word(receipt.tried()));
        json.objects(
                "footholds",
                receipt.footholds(),
                one -> {
                    json.text("where", one.where());
                    json.text("what", one.what());
                    json.flag("suspicious", one.suspicious());
                });
        json.text("heldMail", receipt.held());
        receipt.password()
                .filter(_ -> showPassword)
                .ifPresent(password -> json.text("newPassword", password));
    }

    static String list(List<Ledger> ledgers) {
        return Json.object(
                json ->
                        json.objects(
                                "contained",
                                ledgers,
                                one -> {
                                    json.text("account", one.account());
                                    json.text("receipt", one.receipt().text());
                                    json.time("since", one.since());
                                    json.text("lock", one.lock());
                                    json.number("brokeOff", one.isEnded() ? 0 : 1);
                                }));
    }

    static String released(String account, Release.Outcome outcome) {
        return release("released", "done", account, outcome);
    }

    static String wouldRelease(String account, Release.Outcome plan) {
        return release("wouldRelease", "would", account, plan);
    }

    private static String release(
            String verdict, String what, String account, Release.Outcome outcome) {
        return Json.object(
                json -> {
                    json.text(verdict, account);
                    json.texts(
                            "receipts", outcome.receipts().stream().map(Object::toString).toList());
                    json.texts(what, outcome.done());
                });
    }

    /** {@code NOT_DONE} as {@code notDone}. */
    private static String word(Enum<?> value) {
        String[] words = value.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder word = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            word.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(words[i].substring(1));
        }
        return word.toString();
    }
}
