// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Evidence;
import argine.investigate.Case.Line;
import java.util.List;

/** Pieces of evidence as text: what each claims, and the first lines that prove it. */
final class TextEvidence {
    private static final int LINES = 2;

    private final Sheet sheet;

    TextEvidence(Sheet sheet) {
        this.sheet = sheet;
    }

    void print(List<Evidence> evidence) {
        for (Evidence piece : evidence) {
            sheet.claim(
                    "["
                            + Plain.line(piece.kind(), 20)
                            + ", "
                            + Plain.line(piece.strength(), 20)
                            + "] "
                            + piece.claim());
            piece.lines().stream().limit(LINES).forEach(line -> sheet.quote(place(line)));
            if (piece.lines().size() > LINES) {
                sheet.quote("and " + Numbers.of(piece.lines().size() - LINES, "more line"));
            }
        }
    }

    private static String place(Line line) {
        return Plain.line(line.file(), 80) + ":" + line.line() + ": " + line.text();
    }
}
