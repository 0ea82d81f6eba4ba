// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.sweep.QueueFolder.Mail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbsentTest {
    @TempDir private Path directory;
    private QueueFolder queue;

    @BeforeEach
    void mailOfFour() throws IOException {
        queue = new QueueFolder(directory);
        for (String account :
                List.of(
                        "rossi@here.test",
                        "rossi@here.test",
                        "rosso@here.test",
                        "verdi@here.test")) {
            queue.put(Mail.of(account, "203.0.113.9", "Subject: x\n\ny\n"));
        }
    }

    private List<Absent> absent(String word, String... names) throws IOException {
        Asking asking = Asking.nothing();
        for (String name : names) {
            asking.and(word, name);
        }
        return asking.plan(queue).absent();
    }

    @Test
    void aNameThatNoMessageHasIsNamedWithThoseLikeItTheNearestFirst() throws IOException {
        Map<String, Long> rossi = Map.of("rossi@here.test", 2L);
        assertEquals(
                List.of("rossi@here.test", "rosso@here.test"),
                nearest("account", "Rosse1@here.test"));
        assertEquals(
                List.of(new Absent("account", "rossi@there.example", rossi)),
                absent("account", "rossi@there.example"));
        assertEquals(List.of(new Absent("account", "rossi", rossi)), absent("account", "rossi"));
        assertEquals(
                List.of(new Absent("sender", "verd@here.test", Map.of("verdi@here.test", 1L))),
                absent("sender", "verd@here.test"));
        assertEquals(
                List.of(new Absent("account", "bianchi@here.test", Map.of())),
                absent("account", "bianchi@here.test"));
    }

    private List<String> nearest(String word, String name) throws IOException {
        return new ArrayList<>(absent(word, name).getFirst().nearest().keySet());
    }

    @Test
    void aNameThatAMessageHasIsNotCalledAbsentWhateverElseIsAsked() throws IOException {
        assertEquals(List.of(), absent("account", "rossi@here.test"));
        assertEquals(
                List.of(new Absent("account", "verd@here.test", Map.of("verdi@here.test", 1L))),
                absent("account", "rossi@here.test", "verd@here.test"));
        assertEquals(
                List.of(),
                Asking.with("account", "rossi@here.test")
                        .and("subject", "nothing like it")
                        .plan(queue)
                        .absent());
    }

    @Test
    void atMostThreeAreNamed() throws IOException {
        for (char c = 'a'; c < 'f'; c++) {
            queue.put(Mail.of("paol" + c + "@here.test", "203.0.113.9", "Subject: x\n\ny\n"));
        }
        assertEquals(
                List.of("paola@here.test", "paolb@here.test", "paolc@here.test"),
                nearest("account", "paol@here.test"));
    }
}
