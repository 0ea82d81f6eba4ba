// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.guard.limit.Ruling;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A limit is nearly used up: whoever sends in earnest would rather hear of it before. */
public record LimitLetter(Instant at, Ruling.Warning warning) implements Letter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 254;

    /** A login comes from strangers. */
    @Override
    public String about() {
        String subject = warning.subject();
        return subject.substring(0, Math.min(LONGEST, subject.length()))
                .replaceAll("[\\p{Cntrl}\\p{Cf}]+", "?");
    }

    @Override
    public String subject() {
        return about() + " has nearly used up " + warning.limit();
    }

    @Override
    public String text() {
        return "NEARLY USED UP: "
                + warning.limit()
                + " ("
                + warning.channel().word()
                + ") by "
                + about()
                + ": "
                + warning.used()
                + "\nBeyond the limit mail is put off. If it is a mailing of theirs, give them more:"
                + " [[allowance]] in guard.toml, and argine guard reload."
                + "\nIf it is not, somebody else may be sending: argine investigate\n";
    }

    @Override
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", at.toString());
        json.put("event", "nearly-used-up");
        json.put("channel", warning.channel().word());
        json.put("subject", about());
        json.put("limit", warning.limit().toString());
        json.put("used", warning.used());
        return json.toString();
    }
}
