// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was played and what Argine says of it, in the same words, so that the two can be compared.
 *
 * <p>{@code expected.json} beside what was recorded holds the right answer.
 */
final class Played {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private Played() {}

    /** Compares the right answer with the one that Argine gives when called so. */
    static void judge(Path expectedJson, String... arguments) throws IOException {
        JsonNode expected = JSON.readTree(Files.readString(expectedJson));
        JsonNode found = JSON.readTree(run(arguments));
        assertEquals(told(expected), told(found, expected));
    }

    /** What the cases of an answer count: origin, account and numbers, in their order. */
    static List<String> messages(String json) {
        List<String> messages = new ArrayList<>();
        for (JsonNode one : JSON.readTree(json).get("cases")) {
            messages.add(one.get("origin") + " " + one.get("account") + " " + one.get("messages"));
        }
        return messages;
    }

    /** What Argine prints, which must not complain. */
    static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), CLOCK, false),
                arguments);
        assertEquals("", err.toString());
        return out.toString();
    }

    /** What the recording expects, in the words in which the answer is compared. */
    private static Map<String, String> told(JsonNode expected) {
        Map<String, String> told = new TreeMap<>();
        told.put("exit", expected.get("exit").asString());
        told.put("accused wrongly", "[]");
        told.put("has origin " + expected.get("origin").asString(), "true");
        for (JsonNode one : expected.get("cases")) {
            if (one.has("account")) {
                told.put(one.get("account").asString(), theft(one));
            }
        }
        return told;
    }

    private static Map<String, String> told(JsonNode found, JsonNode expected) {
        Map<String, String> told = new TreeMap<>();
        told.put("exit", found.get("exit").asString());
        String origin = expected.get("origin").asString();
        boolean has = found.get("origin").asString().equals(origin);
        TreeSet<String> wrongly = new TreeSet<>();
        TreeSet<String> mustClear = new TreeSet<>();
        TreeSet<String> guilty = new TreeSet<>();
        expected.get("mustClear").forEach(name -> mustClear.add(name.asString()));
        expected.get("cases").forEach(one -> guilty.add(one.path("account").asString("")));
        for (JsonNode one : found.get("cases")) {
            String account = one.get("account").asString();
            has |= one.get("origin").asString().equals(origin);
            if (guilty.contains(account) && !account.isEmpty()) {
                told.put(account, theft(one));
            } else if (mustClear.contains(account)) {
                wrongly.add(account);
            }
        }
        told.put("accused wrongly", wrongly.toString());
        told.put("has origin " + origin, String.valueOf(has));
        return told;
    }

    private static String theft(JsonNode one) {
        Map<String, Long> counts = new TreeMap<>();
        one.get("messages")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        counts.keySet().removeAll(List.of("bytes", "held")); // of these no run tells the truth
        TreeSet<String> sources = new TreeSet<>();
        for (JsonNode source : one.get("sources")) {
            sources.add(source.isString() ? source.asString() : source.get("address").asString());
        }
        return one.get("origin").asString()
                + " "
                + one.get("entry").asString()
                + " "
                + counts
                + " "
                + sources;
    }
}
