// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.guard.replay.Learning;
import argine.investigate.face.Json;

/** What was learned as JSON. The keys are a contract. */
final class LearnedJson {
    private final Json json;

    private LearnedJson(Json json) {
        this.json = json;
    }

    static String json(Learned learned) {
        return Json.object(json -> new LearnedJson(json).all(learned));
    }

    private void all(Learned learned) {
        json.objects("proposals", learned.proposals(), this::proposal);
        json.objects("usual", learned.usual(), this::usual);
        learned.close()
                .ifPresent(
                        close -> {
                            json.texts(
                                    "everybody",
                                    close.limits().everybody().stream()
                                            .map(Object::toString)
                                            .toList());
                            json.number("hardlyKnown", close.limits().young());
                        });
        json.number("accounts", learned.accounts());
        json.texts("leftOut", learned.misused().stream().sorted().toList());
        json.time("from", learned.reading().from());
        json.time("to", learned.reading().to());
        json.texts("missing", learned.reading().trouble());
    }

    private void proposal(Learning.Proposal proposal) {
        json.text("account", proposal.account());
        json.number("days", proposal.days());
        json.objects(
                "limits",
                proposal.needs(),
                need -> {
                    json.text("limit", need.limit().toString());
                    json.number("peak", need.peak());
                });
        json.counts("senders", proposal.senders());
    }

    private void usual(Learning.Usual usual) {
        json.text("limit", usual.limit().toString());
        json.number("most", usual.most());
        json.number("busiest", usual.busiest());
    }
}
