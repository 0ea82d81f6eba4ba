// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A name, one line that says what happens, and what tells the story. */
record Scenario(String name, String about, Consumer<Story> tell) {
    static final List<Scenario> ALL = new ArrayList<>();

    static {
        Thefts.list(ALL);
        QuietThefts.list(ALL);
        Trouble.list(ALL);
        LookAlikes.list(ALL);
        Movers.list(ALL);
    }

    static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }
}
