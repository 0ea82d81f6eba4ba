// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.control;

import argine.guard.Office;
import argine.guard.Outlook;
import argine.guard.Status;
import argine.guard.intrusion.Intrusion;
import argine.guard.limit.Standing;
import argine.guard.wire.Doors;
import argine.guard.wire.Probes;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.bar.Barred;
import argine.store.block.Block;
import argine.store.why.Refusal;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The guard's records as JSON; the keys are a contract. */
final class Reports {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reports() {}

    static String status(Status status, Outlook outlook, Doors doors) {
        ObjectNode all = JSON.createObjectNode();
        all.put("state", status.state().kind().word());
        all.put("since", status.state().since().toString());
        all.put("why", status.state().why());
        all.putObject("decided")
                .put("passed", status.decided().passed())
                .put("deferred", status.decided().deferred())
                .put("held", status.decided().held())
                .put("rejected", status.decided().rejected());
        all.put("stopped", status.stopped());
        all.put("barred", status.barred());
        all.put("subjects", status.subjects());
        all.put("leftOut", status.leftOut());
        all.put("open", status.open());
        ObjectNode log = all.putObject("log");
        log.put("looksAt", outlook.looksAt()).put("loop", outlook.loop());
        texts(outlook.troubles(), log.putArray("troubles"));
        texts(status.remarks(), all.putArray("remarks"));
        ArrayNode list = all.putArray("doors");
        doors.traffic()
                .forEach(
                        (sign, sum) ->
                                list.addObject()
                                        .put("door", sign.name())
                                        .put("at", sign.endpoint().toString())
                                        .put("connections", sum.connections())
                                        .put("open", sum.open())
                                        .put("turnedAway", sum.turnedAway())
                                        .put("malformed", sum.malformed())
                                        .put("broken", sum.broken()));
        return all.toString();
    }

    static String blocked(List<Block> blocks) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("stopped");
        blocks.forEach(block -> describe(block, list.addObject()));
        return all.toString();
    }

    static String block(Block block) {
        return describe(block, JSON.createObjectNode()).toString();
    }

    private static ObjectNode describe(Block block, ObjectNode to) {
        to.put("account", block.account())
                .put("extent", block.extent().word())
                .put("since", block.since().toString());
        block.until().ifPresent(end -> to.put("until", end.toString()));
        return to.put("why", block.why()).put("by", block.by());
    }

    static String barred(List<Bar> bars, Predicate<Bar> home) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("barred");
        bars.forEach(bar -> describe(bar, list.addObject()).put("home", home.test(bar)));
        return all.toString();
    }

    static String bar(Bar bar) {
        return describe(bar, JSON.createObjectNode()).toString();
    }

    private static ObjectNode describe(Bar bar, ObjectNode to) {
        switch (bar.whom()) {
            case Barred.Clients(Network network) -> to.put("network", network.toString());
            case Barred.Strangers(String login) -> to.put("login", login);
        }
        return to.put("ground", bar.ground())
                .put("since", bar.since().toString())
                .put("until", bar.until().toString())
                .put("times", bar.times())
                .put("inForce", Intrusion.isInForce(bar))
                .put("why", bar.why())
                .put("by", bar.by())
                .put("code", bar.code());
    }

    static String standings(List<Standing> standings) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("limits");
        for (Standing one : standings) {
            list.addObject()
                    .put("subject", one.subject())
                    .put("scope", one.scope().word())
                    .put("channel", one.channel().word())
                    .put("limit", one.limit().toString())
                    .put("used", one.used())
                    .put("percent", one.percent());
        }
        return all.toString();
    }

    static String refusals(List<Refusal> refusals) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("refusals");
        refusals.forEach(refusal -> describe(refusal, list.addObject()));
        return all.toString();
    }

    static String why(Office.Why why) {
        return describe(why.refusal(), JSON.createObjectNode())
                .put("release", why.release())
                .toString();
    }

    private static ObjectNode describe(Refusal refusal, ObjectNode to) {
        to.put("code", refusal.code())
                .put("rule", refusal.rule())
                .put("decision", refusal.decision())
                .put("subject", refusal.subject())
                .put("text", refusal.text())
                .put("first", refusal.first().toString())
                .put("last", refusal.last().toString())
                .put("times", refusal.times());
        texts(refusal.texts(), to.putArray("texts"));
        texts(refusal.counters(), to.putArray("counters"));
        texts(refusal.messages(), to.putArray("messages"));
        return to;
    }

    static String seen(List<Probes.Seen> seen) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("seen");
        for (Probes.Seen one : seen) {
            list.addObject()
                    .put("door", one.door())
                    .put("stage", one.stage().name())
                    .put("login", one.login())
                    .put("signed", one.signed())
                    .put("named", one.named());
        }
        return all.toString();
    }

    private static void texts(List<String> texts, ArrayNode to) {
        texts.forEach(to::add);
    }
}
