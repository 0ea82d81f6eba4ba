// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.guard.State;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The guard does its work better or worse than people think.
 *
 * @param before what they were told last
 */
public record StateLetter(Instant at, State.Kind before, State now) implements Letter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String about() {
        return "guard";
    }

    @Override
    public String subject() {
        return "the guard is " + now.kind().word() + " since " + now.since();
    }

    @Override
    public String text() {
        return now.kind().word().toUpperCase(Locale.ROOT)
                + " since "
                + now.since()
                + (now.why().isEmpty() ? "" : ": " + why())
                + "\n"
                + meaning()
                + "\n\nBefore: "
                + before.word()
                + "\nNow and again: argine guard status\n";
    }

    private String meaning() {
        return switch (now.kind()) {
            case ENFORCING -> "Everything is decided and kept again.";
            case LOCAL_ONLY ->
                    "Everything is decided, but what is counted lives in memory only: a crash loses"
                            + " it. Look at the disk of [store].";
            case PASSING ->
                    "Mail passes that should not. Who is stopped stays so where the guard can"
                            + " answer.";
        };
    }

    /** In one line, whatever an error says. */
    private String why() {
        return now.why().replaceAll("\\p{Cntrl}+", " ");
    }

    @Override
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", at.toString());
        json.put("event", "state");
        json.put("before", before.word());
        json.put("state", now.kind().word());
        json.put("since", now.since().toString());
        json.put("why", why());
        return json.toString();
    }
}
