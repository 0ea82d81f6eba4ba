// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue of the lab's Postfix, and what the world has got out of it. */
final class LabQueue {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Lab lab;

    LabQueue(Lab lab) {
        this.lab = lab;
    }

    /** From now on a domain's server puts everything off. */
    void outage(String domain) throws IOException {
        Files.writeString(lab.path("sink/outage"), domain + "\n");
    }

    /** From now on a domain's server lets whoever has a text to send wait. */
    void stall(String domain) throws IOException {
        Files.writeString(lab.path("sink/stall"), domain + "\n");
    }

    /** And takes it, from who is still there. */
    void goOn() throws IOException {
        Files.deleteIfExists(lab.path("sink/stall"));
    }

    /** Waits until the delivery to each of them has begun and stands still. */
    void untilStalled(String... recipients) throws Exception {
        Path stalled = lab.path("sink/stalled");
        Set<String> all = Set.of(recipients);
        Wait.until(
                () -> Files.exists(stalled) && Files.readAllLines(stalled).containsAll(all),
                () -> "deliveries to " + all);
    }

    /** The domain is there again, and all that waits is tried. */
    void tryAll() throws IOException {
        Files.deleteIfExists(lab.path("sink/outage"));
        postqueue("-f");
    }

    /** In which of Postfix's queues each message is. */
    Map<String, String> places() throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (String line : postqueue("-j").lines().toList()) {
            JsonNode message = JSON.readTree(line);
            places.put(
                    message.path("queue_id").asString(""), message.path("queue_name").asString(""));
        }
        return places;
    }

    /** Waits until a message is in that queue; a real delivery takes its time. */
    void untilIn(String queueId, String place) throws Exception {
        Wait.until(() -> place.equals(places().get(queueId)), () -> queueId + " in " + place);
    }

    /** Waits until a message has left the queue. */
    void untilGone(String queueId) throws Exception {
        Wait.until(() -> !places().containsKey(queueId), () -> queueId + " stays");
    }

    /** What the far side answered to a recipient, each time. */
    List<String> answers(String recipient) throws IOException {
        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(lab.path("sink/ledger.tsv"))) {
            String[] words = line.split("\t", -1);
            if (words[3].equals(recipient)) {
                answers.add(words[4]);
            }
        }
        return answers;
    }

    void untilAnswered(String recipient, int times) throws Exception {
        Wait.until(() -> answers(recipient).size() >= times, () -> "mail to " + recipient);
        assertEquals(Collections.nCopies(times, "250"), answers(recipient));
    }

    /** As an administrator does by hand. */
    void hold(String queueId) throws IOException {
        said("postsuper", "-h", queueId);
    }

    private String postqueue(String what) throws IOException {
        return said("postqueue", what);
    }

    private String said(String program, String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of("-c", lab.path("postfix/etc").toString()));
        command.addAll(List.of(what));
        return lab.run(command.toArray(String[]::new));
    }
}
