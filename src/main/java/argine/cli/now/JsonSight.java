// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import argine.detect.check.Answer;
import argine.detect.check.Figure;
import argine.detect.check.Finding;
import argine.detect.check.Limit;
import argine.detect.check.Snapshot;
import argine.detect.check.State;
import argine.investigate.face.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether something is wrong now, as JSON. The keys are a contract; what is not known is left out.
 */
public final class JsonSight {
    private final Json json;

    private JsonSight(Json json) {
        this.json = json;
    }

    public static String json(Answer answer, int exit, List<String> next) {
        return Json.object(json -> new JsonSight(json).answer(answer, exit, next));
    }

    private void answer(Answer answer, int exit, List<String> next) {
        Snapshot now = answer.now();
        json.text("state", word(answer.worst()));
        json.text("because", TextSight.firstLine(answer));
        json.number("exit", exit);
        json.time("since", now.since());
        json.time("at", now.at());
        json.objects("checks", answer.findings(), this::finding);
        json.object("figures", _ -> figures(now.figures()));
        json.objects("busiest", now.busiest(), this::busy);
        json.objects("suspects", now.suspects(), this::suspect);
        json.object("history", _ -> history(answer));
        json.texts("missing", now.missing());
        json.texts("next", next);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void finding(Finding finding) {
        json.text("check", finding.check());
        json.text("state", word(finding.state()));
        finding.value().ifPresent(value -> json.number("value", value));
        finding.usual()
                .ifPresent(
                        usual -> {
                            json.number("usual", usual.value());
                            json.text("usualBasis", usual.basis());
                        });
        limit("warn", finding.limit().warn());
        limit("critical", finding.limit().critical());
        json.text("says", finding.says());
    }

    private void limit(String key, long value) {
        if (value != Limit.NEVER) {
            json.number(key, value);
        }
    }

    private void figures(Map<Figure, Long> figures) {
        new TreeMap<>(figures).forEach((figure, value) -> json.number(figure.word(), value));
    }

    private void busy(Snapshot.Busy busy) {
        json.text("account", busy.account());
        json.number("messages", busy.messages());
        json.number("recipients", busy.recipients());
    }

    private void suspect(Snapshot.Suspect suspect) {
        json.text("who", suspect.who());
        json.text("origin", suspect.origin());
        json.text("because", suspect.because());
        json.text("weight", suspect.weight().name().toLowerCase(Locale.ROOT));
    }

    private void history(Answer answer) {
        json.number("samples", answer.past().size());
        json.time("since", answer.past().begin());
    }
}
