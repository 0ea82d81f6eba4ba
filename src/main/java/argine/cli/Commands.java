// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/** The table of contents: every command, by the word that calls it, in the order of the work. */
final class Commands {
    private static final SequencedMap<String, Function<Surroundings, Command>> ALL =
            new LinkedHashMap<>();

    static {
        ALL.put("investigate", Investigate::new);
        ALL.put("sweep", Sweep::new);
        ALL.put("explain", Explain::new);
        ALL.put("demo", Demo::new);
    }

    private Commands() {}

    static Set<String> words() {
        return ALL.keySet();
    }

    static Map<String, Function<Surroundings, Command>> all() {
        return ALL;
    }
}
