// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells set in straight columns; an {@code r} in the form sets a column to the right. */
public final class Grid {
    private static final String GAP = "  ";

    private final String form;
    private final List<List<String>> rows = new ArrayList<>();

    public Grid(String form) {
        this.form = form;
    }

    public Grid row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String blank = " ".repeat(width(i) - row.get(i).length());
            boolean right = form.charAt(i) == 'r';
            line.append(i == 0 ? "" : GAP).append(right ? blank + row.get(i) : row.get(i) + blank);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
