// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Report.Refusing;
import java.util.List;

/** Who refuses this server's mail, as a table on the page, with their own words. */
final class HtmlRefusals {
    private static final int DOMAINS = 50;
    private static final int HOSTS = 20;

    private final Html html;
    private final Times times;
    private final Tables tables;

    HtmlRefusals(Html html, Times times) {
        this.html = html;
        this.times = times;
        this.tables = new Tables(html, times);
    }

    void put(List<Refusing> refusing) {
        if (refusing.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "refused").newline();
        html.put("h2", TextRefusals.heading(refusing), "id", "refused").newline();
        html.put("p", TextRefusals.advice(refusing)).newline();
        TextRefusals.sameHost(refusing).stream()
                .limit(HOSTS)
                .forEach(line -> html.put("p", line).newline());
        tables.open(
                "Who refuses this server's mail",
                "Domain",
                "Said by",
                "Refusals|n",
                "From, to",
                "Took mail since",
                "In their words");
        refusing.stream().limit(DOMAINS).forEach(this::row);
        tables.close(refusing.size() - DOMAINS);
        html.end("section");
    }

    private void row(Refusing one) {
        tables.row(
                one.domain(),
                one.host(),
                Numbers.of(one.answers()),
                times.span(one.firstSeen(), one.lastSeen()),
                one.takenSince().map(times::minute).orElseGet(() -> TextRefusals.since(one)),
                TextRefusals.answer(one));
    }
}
