// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.investigate.face.Sheet;
import argine.investigate.face.Times;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.sweep.Plan;
import argine.sweep.Sorting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanFacesTest {

    private static Plan.Choice choice(String id, Sorting sorting) {
        return new Plan.Choice(
                new QueuedMessage(
                        new QueueId(id),
                        QueuedMessage.Place.DEFERRED,
                        "deferred/" + id,
                        Instant.parse("2026-11-24T12:00:00Z"),
                        1000,
                        new QueuedMessage.Envelope(
                                Address.of("rossi@example.org"),
                                "rossi",
                                "",
                                ClientAddress.NONE,
                                "",
                                List.of(Address.of("a@example.org"))),
                        List.of(),
                        QueuedMessage.Headers.NONE,
                        ""),
                "rossi",
                sorting,
                Optional.empty());
    }

    private static String shown(JsonNode plan, String key) {
        JsonNode one = plan.path(key).path(0);
        return one.path("queueId").asString() + " " + one.path("why").asString();
    }

    private static Plan plan(Plan.Choice... genuine) {
        return new Plan(
                "case x",
                "here",
                2 + genuine.length,
                List.of(choice("AAAAAA1", new Sorting.Spam("the thief's network"))),
                List.of(choice("AAAAAA2", new Sorting.Unsure("alone of its kind"))),
                List.of(genuine),
                0,
                0,
                false,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void eachMessageIsShownAsWhatItIsTakenForWithTheReason() {
        Plan plan = plan(choice("AAAAAA3", new Sorting.Genuine("a bounce")));
        JsonNode json = JsonMapper.shared().readTree(PlanJson.json(plan));
        assertEquals("AAAAAA1 the thief's network", shown(json, "hold"));
        assertEquals("AAAAAA2 alone of its kind", shown(json, "alsoMatching"));
        assertEquals("AAAAAA3 a bounce", shown(json, "genuineMessages"));
        assertEquals(1, json.path("genuine").asInt());
    }

    @Test
    void whatACaseIsNotAboutHasAListOfItsOwnInTheJson() {
        Plan plan =
                plan(
                        choice("AAAAAA3", new Sorting.Genuine("a bounce")),
                        choice("AAAAAA4", Sorting.OTHERS));
        JsonNode json = JsonMapper.shared().readTree(PlanJson.json(plan));
        assertEquals(1, json.path("genuine").asInt());
        assertEquals(1, json.path("genuineMessages").size());
        assertEquals("AAAAAA3 a bounce", shown(json, "genuineMessages"));
        assertEquals(1, json.path("ofOthers").asInt());
        assertEquals(1, json.path("messagesOfOthers").size());
        assertEquals("AAAAAA4 another's mail, another text", shown(json, "messagesOfOthers"));
    }

    @Test
    void oneMessageThatMayNotBeTheThiefsIsSpokenOfAsOne() {
        String page = PlanText.text(plan(), new Sheet(false, 100), new Times(ZoneOffset.UTC), "");
        assertTrue(
                page.contains("  It is left alone. With --unsure it would be held too.\n"), page);
    }

    /** It may be the spam of another thief. */
    @Test
    void whatACaseIsNotAboutIsNotCalledGenuineInWords() {
        Plan plan =
                plan(
                        choice("AAAAAA3", new Sorting.Genuine("a bounce")),
                        choice("AAAAAA4", Sorting.OTHERS),
                        choice("AAAAAA5", Sorting.OTHERS));
        String page = PlanText.text(plan, new Sheet(false, 100), new Times(ZoneOffset.UTC), "");
        String leftAlone = page.substring(page.indexOf("Left alone"), page.indexOf("To hold"));
        assertEquals(
                """
                Left alone
                  Genuine       1 message not to be touched
                  Of others     2 messages this case is not about
                """,
                leftAlone.stripTrailing() + "\n");
    }
}
