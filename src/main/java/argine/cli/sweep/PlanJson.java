// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.investigate.face.Json;
import argine.mail.QueuedMessage;
import argine.sweep.Campaign;
import argine.sweep.Plan;
import argine.sweep.Survey;
import java.util.ArrayList;
import java.util.List;

/** A plan, or the campaigns of a queue, as JSON; the keys are a contract. */
final class PlanJson {
    private final Json json;

    private PlanJson(Json json) {
        this.json = json;
    }

    static String json(Plan plan) {
        return Json.object(json -> new PlanJson(json).plan(plan));
    }

    static String json(Survey survey) {
        return Json.object(
                json -> {
                    json.text("where", survey.summary().where());
                    json.number("messages", survey.summary().messages());
                    json.objects("campaigns", survey.campaigns(), new PlanJson(json)::campaign);
                    json.texts("trouble", survey.summary().trouble());
                    survey.summary().strange().ifPresent(said -> json.text("noMessages", said));
                });
    }

    private void plan(Plan plan) {
        json.text("asked", plan.asked());
        json.text("where", plan.where());
        json.number("messages", plan.messages());
        json.number("wouldHold", plan.toHold().size());
        json.number("spam", plan.spam().size());
        json.number("unsure", plan.unsure().size());
        json.number("genuine", plan.notToBeTouched().size());
        json.number("ofOthers", plan.ofOthers().size());
        json.number("held", plan.held());
        json.number("notSeenWhole", plan.unread());
        json.time("first", plan.first());
        json.time("last", plan.last());
        json.object("by", _ -> plan.by().forEach(json::counts));
        json.objects("alsoMatching", plan.unsure(), this::choice);
        json.objects("hold", plan.choices(), this::choice);
        json.objects("genuineMessages", plan.notToBeTouched(), this::choice);
        json.objects("messagesOfOthers", plan.ofOthers(), this::choice);
        AbsentNames.json(json, plan.absent());
        json.texts("trouble", plan.trouble());
        plan.strange().ifPresent(said -> json.text("noMessages", said));
    }

    private void choice(Plan.Choice choice) {
        QueuedMessage message = choice.message();
        json.text("queueId", message.queueId().text());
        json.text("place", message.place().name().toLowerCase(java.util.Locale.ROOT));
        json.text("why", choice.sorting().why());
        json.text("account", choice.account());
        json.text("sender", message.envelope().sender().toString());
        json.text("client", message.envelope().client().toString());
        json.number("recipients", message.envelope().recipients().size());
        json.time("arrival", message.arrival());
        json.number("size", message.size());
        choice.campaign().ifPresent(number -> json.number("campaign", number));
        json.text("subject", message.headers().subject());
    }

    private void campaign(Campaign campaign) {
        List<String> owners = new ArrayList<>(campaign.owners().keySet());
        QueuedMessage first = campaign.messages().getFirst().message();
        json.number("number", campaign.number());
        json.text("message", first.queueId().text());
        json.number("messages", campaign.messages().size());
        json.counts("owners", campaign.owners());
        json.text("owner", owners.isEmpty() ? "" : owners.getFirst());
        json.text("subject", first.headers().subject());
        json.text("link", campaign.link());
        json.time("first", first.arrival());
        json.time("last", campaign.messages().getLast().message().arrival());
        json.number("smallest", campaign.smallest());
        json.number("largest", campaign.largest());
    }
}
