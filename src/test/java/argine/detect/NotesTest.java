// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Notes.Topic;
import argine.mail.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotesTest {
    private static final List<String> FIRST = List.of("q/10", "q/11", "q/12");

    private static Notes of(List<Integer> files) {
        Notes notes = new Notes();
        files.forEach(number -> notes.queued(new Line("q/" + number, 1, 0, "")));
        return notes;
    }

    private static List<String> names(Notes notes) {
        return notes.of(Topic.QUEUED).stream().map(Line::file).toList();
    }

    @Test
    void ofQueueFilesTheFirstByNameAreKeptInWhateverOrderTheyCome() {
        List<Integer> files = new ArrayList<>(IntStream.range(10, 40).boxed().toList());
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(files, new Random(seed));
            assertEquals(FIRST, names(of(files)), files::toString);
        }
    }

    @Test
    void sumsOfNotesKeepTheFirstByNameToo() {
        Notes sum = of(List.of(12, 30, 31, 32));
        sum.addAll(of(List.of(33, 11, 10)));
        assertEquals(FIRST, names(sum));
    }
}
