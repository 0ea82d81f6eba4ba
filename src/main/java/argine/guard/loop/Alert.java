// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people are told about an incident: the verdict, the evidence, and two commands.
 *
 * @param event what is new about it
 * @param stopped whether the account is stopped now
 * @param remark what else they should know, such as that something failed; empty for nothing
 * @param contained whether {@code argine contain} is asked to shut its door as well, which the
 *     guard cannot open again
 */
public record Alert(
        Instant at,
        Event event,
        Incident incident,
        boolean stopped,
        String remark,
        boolean contained)
        implements Letter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What can be typed without quotes. */
    private static final String SAFE = "[A-Za-z0-9._%+@=][A-Za-z0-9._%+@=-]{0,199}";

    /** Why people are told. */
    public enum Event {
        /** They have not heard of it. */
        NEW,
        /** There is more evidence, or much more mail. */
        CHANGED,
        /** The account was stopped. */
        STOPPED
    }

    /** Where the guard alone stopped it, if anybody did. */
    public Alert(Instant at, Event event, Incident incident, boolean stopped, String remark) {
        this(at, event, incident, stopped, remark, false);
    }

    /** The same, where {@code argine contain} is asked as well. */
    public Alert andContained() {
        return new Alert(at, event, incident, stopped, remark, true);
    }

    @Override
    public String about() {
        return incident.account();
    }

    @Override
    public String subject() {
        return (stopped ? "stopped: " : "suspicious: ") + incident.account();
    }

    /** What to type if the owner did it. */
    public String itWasThem() {
        String letGo = "argine guard unblock --it-was-them " + name();
        return contained
                ? letGo
                        + " && argine contain --release "
                        + name()
                        + " --same-password --yes"
                        + care()
                : letGo + care();
    }

    /** What to type if not. */
    public String itWasNotThem() {
        return "argine contain --yes " + name() + care();
    }

    private boolean isSafe() {
        return incident.account().matches(SAFE);
    }

    private String name() {
        return isSafe() ? incident.account() : "ACCOUNT";
    }

    private String care() {
        return isSafe() ? "" : " (its name must be quoted with care)";
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(1024);
        text.append(stopped ? "STOPPED: " : "SUSPICIOUS: ").append(incident.account());
        text.append("\n").append(incident.because()).append(".\n\n");
        text.append(incident.messages()).append(" messages to ").append(incident.recipients());
        text.append(" recipients outside, until ").append(incident.seen()).append(".\n");
        if (!incident.sources().isEmpty()) {
            text.append("From: ").append(String.join(", ", incident.sources())).append('\n');
        }
        if (!remark.isEmpty()) {
            text.append(remark).append('\n');
        }
        text.append("\nEvidence:\n");
        for (Incident.Evidence one : incident.evidence()) {
            text.append("- ").append(one.claim()).append(" (").append(one.kind()).append(", ");
            text.append(one.strength()).append(")\n");
            one.lines().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        next(text);
        return text.append("\n\nCase ").append(incident.id()).append('\n').toString();
    }

    private void next(StringBuilder text) {
        if (incident.isOfAccount()) {
            text.append("\nIt was the owner:      ").append(itWasThem());
            text.append("\nIt was somebody else:  ").append(itWasNotThem());
            return;
        }
        text.append("\nNo account sends it, so the guard stops nothing. What to do:");
        incident.next().forEach(line -> text.append("\n    ").append(line));
    }

    @Override
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", at.toString());
        json.put("event", event.name().toLowerCase(java.util.Locale.ROOT));
        json.put("account", incident.account());
        json.put("case", incident.id());
        json.put("stopped", stopped);
        json.put("certain", incident.certain());
        json.put("because", incident.because());
        json.put("messages", incident.messages());
        json.put("externalRecipients", incident.recipients());
        json.put("lastSeen", incident.seen().toString());
        json.put("remark", remark);
        ArrayNode sources = json.putArray("sources");
        incident.sources().forEach(sources::add);
        ArrayNode evidence = json.putArray("evidence");
        for (Incident.Evidence one : incident.evidence()) {
            ObjectNode piece = evidence.addObject();
            piece.put("kind", one.kind());
            piece.put("strength", one.strength());
            piece.put("claim", one.claim());
            ArrayNode lines = piece.putArray("lines");
            one.lines().forEach(lines::add);
        }
        if (incident.isOfAccount()) {
            json.put("itWasThem", itWasThem());
            json.put("itWasNotThem", itWasNotThem());
        } else {
            incident.next().forEach(json.putArray("next")::add);
        }
        return json.toString();
    }
}
