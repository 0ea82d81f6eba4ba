// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.guard.replay.Judged;
import argine.investigate.face.Json;

/** A replay as JSON. The keys are a contract. */
final class ReplayedJson {
    private final Json json;
    private final Replayed replayed;

    private ReplayedJson(Json json, Replayed replayed) {
        this.json = json;
        this.replayed = replayed;
    }

    static String json(Replayed replayed) {
        return Json.object(json -> new ReplayedJson(json, replayed).all());
    }

    private void all() {
        json.objects("accounts", replayed.accounts(), this::account);
        json.number("messages", replayed.messages());
        json.number("recipients", replayed.recipients());
        json.number("lines", replayed.reading().lines());
        json.time("from", replayed.reading().from());
        json.time("to", replayed.reading().to());
        json.texts("missing", replayed.reading().trouble());
    }

    private void account(Judged account) {
        json.text("account", account.account());
        json.text("verdict", replayed.isMisused(account) ? "misused" : "own");
        json.number("messages", account.messages());
        json.number("recipients", account.recipients());
        json.number("refusedMessages", account.refusedMessages());
        json.number("refusedRecipients", account.refusedRecipients());
        json.number("underOtherNames", account.underOtherNames());
        account.first()
                .ifPresent(
                        first ->
                                json.object(
                                        "first",
                                        _ -> {
                                            json.time("at", first.at());
                                            json.text("decision", first.decision());
                                            json.text("rule", first.rule());
                                            json.number("reachedBefore", first.reachedBefore());
                                        }));
    }
}
