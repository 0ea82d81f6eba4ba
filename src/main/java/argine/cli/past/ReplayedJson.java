// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.cli.guard.PastLoop;
import argine.guard.replay.Judged;
import argine.investigate.face.Json;
import java.util.Optional;

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
        if (!replayed.robots().isEmpty()) {
            json.objects("byThemselves", replayed.robots(), this::judged);
        }
        replayed.stops().ifPresent(stops -> json.objects("loop", stops, this::stop));
        json.number("messages", replayed.messages());
        json.number("recipients", replayed.recipients());
        json.number("lines", replayed.reading().lines());
        json.time("from", replayed.reading().from());
        json.time("to", replayed.reading().to());
        json.texts("missing", replayed.reading().trouble());
    }

    private void stop(PastLoop.Stop stop) {
        json.text("account", stop.account());
        json.text("verdict", replayed.isMisused(stop) ? "misused" : "own");
        json.time("at", Optional.of(stop.at()));
        json.number("messages", stop.messages());
        json.number("recipients", stop.recipients());
        json.texts("kinds", stop.kinds());
        json.text("because", stop.because());
    }

    private void account(Judged account) {
        json.text("account", account.account());
        json.text("verdict", replayed.isMisused(account) ? "misused" : "own");
        counted(account);
        json.number("underOtherNames", account.underOtherNames());
        first(account);
    }

    private void judged(Judged robot) {
        json.text("budget", robot.account());
        counted(robot);
        first(robot);
    }

    private void counted(Judged account) {
        json.number("messages", account.messages());
        json.number("recipients", account.recipients());
        json.number("refusedMessages", account.refusedMessages());
        json.number("refusedRecipients", account.refusedRecipients());
    }

    private void first(Judged account) {
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
