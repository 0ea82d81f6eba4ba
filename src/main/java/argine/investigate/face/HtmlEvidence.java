// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Evidence;
import argine.investigate.Case.Line;
import java.util.List;

/** Pieces of evidence on a page: what each claims, and the lines that prove it. */
final class HtmlEvidence {
    private static final int LINES = 6;

    private final Html html;

    HtmlEvidence(Html html) {
        this.html = html;
    }

    void put(List<Evidence> evidence) {
        html.open("ol", "class", "evidence").newline();
        for (Evidence piece : evidence) {
            html.open("li")
                    .open("div", "class", "tag")
                    .put("b", piece.kind())
                    .text(", " + piece.strength());
            html.text(piece.signal().isBlank() ? "" : ", " + piece.signal()).close("div");
            html.put("p", piece.claim()).newline();
            piece.lines().stream().limit(LINES).forEach(this::line);
            html.more(piece.lines().size() - LINES);
            html.end("li");
        }
        html.end("ol");
    }

    private void line(Line line) {
        html.open("div", "class", "log");
        html.put("cite", Plain.line(line.file(), 200) + ":" + line.line());
        html.text(line.text()).end("div");
    }
}
