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
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue of the lab's Postfix, and what the world has got out of it. */
final class LabQueue {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path lab;

    LabQueue(Path lab) {
        this.lab = lab;
    }

    /** From now on a domain's server puts everything off. */
    void outage(String domain) throws IOException {
        Files.writeString(lab.resolve("sink/outage"), domain + "\n");
    }

    /** From now on a domain's server lets whoever has a text to send wait. */
    void stall(String domain) throws IOException {
        Files.writeString(lab.resolve("sink/stall"), domain + "\n");
    }

    /** And takes it, from who is still there. */
    void goOn() throws IOException {
        Files.deleteIfExists(lab.resolve("sink/stall"));
    }

    /** Waits until the delivery to each of them has begun and stands still. */
    void untilStalled(String... recipients) throws Exception {
        Path stalled = lab.resolve("sink/stalled");
        Set<String> all = Set.of(recipients);
        Set<String> now = Set.of();
        long until = System.nanoTime() + PATIENCE;
        while (!now.containsAll(all) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = Files.exists(stalled) ? Set.copyOf(Files.readAllLines(stalled)) : Set.of();
        }
        assertEquals(all, now);
    }

    /** The domain is there again, and all that waits is tried. */
    void tryAll() throws Exception {
        Files.deleteIfExists(lab.resolve("sink/outage"));
        postqueue("-f");
    }

    /** In which of Postfix's queues each message is. */
    Map<String, String> places() throws Exception {
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
        long until = System.nanoTime() + PATIENCE;
        while (!place.equals(places().get(queueId)) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertEquals(place, places().get(queueId));
    }

    /** What the far side answered to a recipient, each time. */
    List<String> answers(String recipient) throws IOException {
        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(lab.resolve("sink/ledger.tsv"))) {
            String[] words = line.split("\t", -1);
            if (words[3].equals(recipient)) {
                answers.add(words[4]);
            }
        }
        return answers;
    }

    void untilAnswered(String recipient, int times) throws Exception {
        long until = System.nanoTime() + PATIENCE;
        while (answers(recipient).size() < times && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertEquals(Collections.nCopies(times, "250"), answers(recipient));
    }

    /** As an administrator does by hand. */
    void hold(String queueId) throws Exception {
        said("postsuper", "-h", queueId);
    }

    private String postqueue(String what) throws Exception {
        return said("postqueue", what);
    }

    private String said(String program, String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of("-c", lab.resolve("postfix/etc").toString()));
        command.addAll(List.of(what));
        Path said = Files.createTempFile("argine-queue", ".json");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            int exit = process.waitFor();
            String text = Files.readString(said);
            assertEquals(0, exit, text);
            return text;
        } finally {
            Files.delete(said);
        }
    }
}
