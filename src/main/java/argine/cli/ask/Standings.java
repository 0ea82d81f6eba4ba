// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Limits and how they stand, as a table. */
final class Standings {
    private Standings() {}

    static void print(JsonNode answer, String none, PrintWriter out) {
        JsonNode limits = answer.path("limits");
        if (limits.isEmpty()) {
            out.println(none);
            return;
        }
        for (JsonNode one : limits) {
            out.printf(
                    "  %3s %%  %-8s %-36s %-11s %s of %s%n",
                    GuardStatus.text(one, "percent"),
                    GuardStatus.text(one, "scope"),
                    GuardStatus.text(one, "subject"),
                    GuardStatus.text(one, "channel"),
                    GuardStatus.text(one, "used"),
                    GuardStatus.text(one, "limit"));
        }
    }
}
