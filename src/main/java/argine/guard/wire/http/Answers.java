// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.Decision;
import argine.guard.Reason;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is answered in JSON. */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    static String error(String why) {
        return JSON.createObjectNode().put("error", why).toString();
    }

    /** Dovecot's: below zero is no, and the text goes to the client and into the mail log. */
    static String auth(Decision decision) {
        boolean no = decision.refuses();
        String text = no ? decision.why().map(Reason::line).orElse("") : "";
        return JSON.createObjectNode().put("status", no ? -1 : 0).put("msg", text).toString();
    }

    /** The decision in one word, and what a mail server needs to carry it out. */
    static String decision(Decision decision) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("decision", decision.word());
        if (decision.refuses()) {
            answer.put("reply", decision.reply());
        }
        decision.why()
                .ifPresent(
                        reason ->
                                answer.put("rule", reason.rule())
                                        .put("text", reason.line())
                                        .put("code", reason.code()));
        if (decision instanceof Decision.Pass(var rewriting)) {
            rewriting.ifPresent(how -> answer.put("from", how.from().toString()));
        }
        return answer.toString();
    }

    static String done() {
        return JSON.createObjectNode().put("done", true).toString();
    }
}
