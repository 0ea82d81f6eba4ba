// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Geography;
import argine.detect.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No signal without a test that it speaks, and one that it is silent. */
class SignalsTest {
    private static final List<Class<?>> TESTS =
            List.of(
                    LoginSignalsTest.class,
                    MailSignalsTest.class,
                    PersistenceSignalsTest.class,
                    QueueSignalsTest.class);

    @Test
    void everySignalHasAtLeastTwoTests() {
        Map<String, Long> untested = new TreeMap<>();
        for (Signal signal : new Signals(Geography.NOWHERE).all()) {
            long tests = tests(signal.name() + "Test");
            if (tests < 2) {
                untested.put(signal.name(), tests);
            }
        }
        assertEquals(Map.of(), untested);
    }

    @Test
    void everySignalIsInTheListOnce() {
        List<String> names =
                new Signals(Geography.NOWHERE).all().stream().map(Signal::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    private static long tests(String name) {
        return TESTS.stream()
                .flatMap(test -> Arrays.stream(test.getDeclaredClasses()))
                .filter(group -> group.getSimpleName().equals(name))
                .flatMap(group -> Arrays.stream(group.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
    }
}
