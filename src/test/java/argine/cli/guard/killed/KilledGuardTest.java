// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.guard.killed.Administrator.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard killed a hundred times at work: while people send by two doors and an administrator
 * contains and releases. The next one, on the same files, has to know what it answered.
 */
class KilledGuardTest {
    private static final int KILLS = Integer.getInteger("argine.kills", 100);
    private static final int MOST_TIMES = 10;
    private static final int SHORTEST = 2;
    private static final int SHORT = 150;
    private static final int LONG = 1_600;
    private static final int LONG_EVERY = 10;
    private static final Duration MAY_BE_LOST = Duration.ofSeconds(1);

    @TempDir Path folder;
    private final Random moments = new Random(6);
    private final Map<String, Long> least = new HashMap<>();
    private final Map<String, Long> most = new HashMap<>();
    private long kept;

    @Test
    void noContainedAccountPassesAfterAKillAndNoCounterLosesMoreThanASecond() throws Exception {
        GuardProcess.prepare(folder);
        Administrator administrator = new Administrator(folder, new Random(7));
        try (RunningTime time = new RunningTime(folder)) {
            for (int kill = 0; kill < KILLS || isTooLittle(administrator, kill); kill++) {
                GuardProcess guard = GuardProcess.start(folder);
                try {
                    look(administrator, kill);
                    work(guard, administrator, time, kill % LONG_EVERY == 0 ? LONG : SHORT);
                } finally {
                    guard.kill();
                }
            }
        }
        GuardProcess last = GuardProcess.start(folder);
        try {
            look(administrator, KILLS);
        } finally {
            last.kill();
        }
        assertTrue(administrator.contained() > KILLS, administrator.contained() + " contained");
        assertTrue(administrator.released() > KILLS, administrator.released() + " released");
        assertTrue(kept > KILLS, kept + " messages had to be kept");
    }

    /** On a slow machine a guard comes to less before it is killed, so more of them are. */
    private boolean isTooLittle(Administrator administrator, int kills) {
        int least = Math.min(administrator.contained(), administrator.released());
        return kills < KILLS * MOST_TIMES && Math.min(least, kept) <= KILLS;
    }

    /** At random moments, in the middle of whatever it is about. */
    private void work(
            GuardProcess guard, Administrator administrator, RunningTime time, int longest)
            throws Exception {
        List<Load> loads =
                List.of(
                        new Load("policy@corp.test", false, time),
                        new Load("milter@corp.test", true, time));
        Duration killed;
        List<Future<?>> atWork = new ArrayList<>();
        try (ExecutorService people = Executors.newCachedThreadPool()) {
            loads.forEach(load -> atWork.add(people.submit(() -> load.send(folder))));
            atWork.add(people.submit(administrator::work));
            Duration end = time.passed().plusMillis(moments.nextLong(longest / 2, longest));
            while (time.passed().compareTo(end) < 0) {
                guard.after(SHORTEST);
            }
            killed = time.passed();
            guard.kill();
        }
        for (Future<?> one : atWork) {
            one.get();
        }
        for (Load load : loads) {
            long sure = load.answered(killed.minus(MAY_BE_LOST));
            kept += sure;
            least.merge(load.account(), sure, Long::sum);
            most.merge(load.account(), load.asked(), Long::sum);
        }
    }

    private void look(Administrator administrator, int kill) throws IOException {
        assertEquals("[]", administrator.remarks().toString(), "after kill " + kill);
        for (String account : List.copyOf(least.keySet())) {
            long counted = administrator.counted(account);
            assertTrue(
                    counted >= least.get(account) && counted <= most.get(account),
                    () ->
                            "after kill %d, %s: %d counted, at least %d expected, at most %d"
                                    .formatted(
                                            kill,
                                            account,
                                            counted,
                                            least.get(account),
                                            most.get(account)));
            least.put(account, counted);
            most.put(account, counted);
        }
        try (AskedDoors doors = AskedDoors.open(folder)) {
            for (Map.Entry<String, State> one : administrator.states().entrySet()) {
                assertKnown(doors, one.getKey(), one.getValue(), kill);
            }
        }
    }

    private static void assertKnown(AskedDoors doors, String account, State state, int kill)
            throws IOException {
        Map<String, String> answers = doors.all(account);
        Set<String> words =
                answers.values().stream()
                        .map(answer -> answer.replaceFirst(" .*", ""))
                        .collect(Collectors.toSet());
        String where = account + " after kill " + kill + ": " + answers;
        switch (state) {
            case FREE -> assertEquals(Set.of("pass"), words, where);
            case SENDING, EVERYTHING -> assertEquals(Set.of("reject"), words, where);
            case UNKNOWN -> assertEquals(1, words.size(), where);
        }
        if (state != State.UNKNOWN) {
            assertEquals(state != State.EVERYTHING, doors.letsIn(account), where);
        }
    }
}
