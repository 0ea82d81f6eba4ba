// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import java.util.List;
import java.util.Map;

/** Tables on a page: of text and numbers, and of counts with a bar for each one's share. */
final class Tables {
    private static final int COUNTS = 10;
    private static final int NAME = 50;
    private static final String FORMULA = "=+-@";

    private final Html html;
    private final Times times;
    private List<String> heads = List.of();

    Tables(Html html, Times times) {
        this.html = html;
        this.times = times;
    }

    /**
     * Begins a table; a head that ends in {@code |n} is over numbers, {@code |share} over bars,
     * {@code |key} over what is not broken.
     */
    void open(String label, String... columns) {
        heads = List.of(columns);
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", label);
        html.open("table", "class", "data").open("thead").open("tr");
        heads.forEach(
                head ->
                        html.put(
                                "th",
                                head.split("\\|", 2)[0],
                                "scope",
                                "col",
                                "class",
                                style(head)));
        html.close("tr").close("thead").open("tbody").newline();
    }

    /** A row; the first cell is its head, and under {@code |share} stands a whole percentage. */
    void row(String... cells) {
        html.open("tr");
        for (int i = 0; i < cells.length; i++) {
            String style = style(heads.get(i));
            if (style.equals("share")) {
                html.open("td", "class", style)
                        .open("i", "style", "width:" + cells[i] + "%")
                        .close("i")
                        .close("td");
            } else if (i == 0) {
                html.put("th", cell(cells[i]), "scope", "row", "class", style);
            } else {
                html.put("td", cell(cells[i]), "class", style);
            }
        }
        html.end("tr");
    }

    /** A table may be pasted into a spreadsheet, and must not calculate there. */
    private static String cell(String text) {
        String start = text.stripLeading();
        return !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** Ends a table, and says how many rows are not in it. */
    void close(int more) {
        html.close("tbody").close("table").end("div").more(more);
    }

    /** The largest counts first, each with its meaning if it has one; nothing for no counts. */
    void counts(String title, String head, Map<String, Long> counts, boolean codes) {
        if (counts.isEmpty()) {
            return;
        }
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        html.open("div").put("h3", title).newline();
        open(title, head, "Share|share", "Count|n");
        Numbers.largestFirst(counts).stream()
                .limit(COUNTS)
                .forEach(
                        e ->
                                row(
                                        name(e.getKey(), codes),
                                        share(e.getValue(), most),
                                        Numbers.of(e.getValue())));
        close(counts.size() - COUNTS);
        html.end("div");
    }

    private static String name(String key, boolean code) {
        String meaning = code ? Wording.status(key) : "";
        String name = key.isBlank() ? "(none)" : Plain.line(key, 200);
        return meaning.isEmpty() ? name : name + " " + meaning;
    }

    void networks(List<NetworkShare> networks, int most) {
        long all = Math.max(1, networks.stream().mapToLong(NetworkShare::messages).max().orElse(1));
        open(
                "Networks",
                "Network|key",
                "Share|share",
                "Messages|n",
                "Addresses|n",
                "Logins|n",
                "Failures|n",
                "First seen|key",
                "Whose");
        networks.stream()
                .limit(most)
                .forEach(
                        n ->
                                row(
                                        Plain.line(n.network(), NAME),
                                        share(n.messages(), all),
                                        Numbers.of(n.messages()),
                                        Numbers.of(n.sources().size()),
                                        Numbers.of(n.logins()),
                                        Numbers.of(n.failures()),
                                        n.firstSeen().map(times::minute).orElse(""),
                                        n.owner()));
        close(networks.size() - most);
    }

    static String share(long part, long whole) {
        return Long.toString(Math.clamp(Math.round(part * 100.0 / Math.max(1, whole)), 0, 100));
    }

    private static String style(String head) {
        int bar = head.indexOf('|');
        return bar < 0 ? "" : head.substring(bar + 1);
    }
}
