// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import java.util.List;

/** What a mail server answered: the code, and the text of all its lines. */
record Reply(int code, List<String> lines) {
    private static final int WORTH_SHOWING = 200;

    Reply {
        lines = List.copyOf(lines);
    }

    boolean isYes() {
        return code >= 200 && code < 300;
    }

    boolean asksForMore() {
        return code >= 300 && code < 400;
    }

    /** The last line, as it came but not endless. */
    String shown() {
        String text = code + " " + (lines.isEmpty() ? "" : lines.getLast());
        return text.length() > WORTH_SHOWING ? text.substring(0, WORTH_SHOWING) : text;
    }
}
