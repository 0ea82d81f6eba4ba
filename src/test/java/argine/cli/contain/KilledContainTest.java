// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.OwnProcess;
import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.server.sql.LiveDatabase;
import argine.store.Act;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills {@code argine contain} itself at moments that nobody chose, over real files and a real
 * database: it can always be gone on with or taken back, to the last byte.
 *
 * <p>It needs Dovecot's and Postfix's programs; neither runs.
 */
class KilledContainTest {
    private static final int KILLS_OF_FILES = 18;
    private static final int KILLS_OF_ROWS = 10;
    private static final String ROSSI = "rossi@example.org";

    @TempDir Path folder;
    private final Random random = new Random(20_261_127);
    private final Map<String, Integer> tally = new TreeMap<>();
    private RestingServer kept;
    private Path store;
    private Duration usual = Duration.ZERO;

    @Test
    void aPasswdFileIsRestoredWhereverTheRunWasKilled() throws Exception {
        if (RestingServer.canBeHere()) {
            kill(RestingServer.files(folder), KILLS_OF_FILES);
        }
    }

    @Test
    void aDatabaseIsRestoredWhereverTheRunWasKilled() throws Exception {
        List<LiveDatabase> here = LiveDatabase.here();
        if (RestingServer.canBeHere() && !here.isEmpty()) {
            kill(RestingServer.rows(folder, here.getFirst()), KILLS_OF_ROWS);
        }
    }

    private void kill(RestingServer of, int times) throws Exception {
        kept = of;
        List<String> before = kept.all();
        usual = unkilled();
        assertEquals(before, kept.all());
        for (int i = 0; i < times; i++) {
            String when = kept + ", kill " + i;
            store = folder.resolve("store-" + i);
            killed(usual, ROSSI, "--yes");
            List<String> found = kept.all();
            theJournalExplains(before, found, when);
            goOnOrBack(i);
            assertEquals(before, kept.all(), when);
            assertEquals("Nobody is contained.\n", argine(Exit.DONE, "--list"), when);
            everyChangeIsAnswered(when);
        }
        store = folder.resolve("store-last");
        unkilled();
        assertEquals(List.of(), kept.unfinished());
        System.out.println("KilledContainTest: " + kept + ": " + tally);
    }

    /** In four ways in turn; in two of them that is killed as well. */
    private void goOnOrBack(int way) throws Exception {
        switch (way % 4) {
            case 1 -> resume();
            case 2 -> killed(usual.dividedBy(4), release());
            case 3 -> killed(usual, "--resume", "--yes");
            default -> {}
        }
        String said = argine(-1, release());
        assertTrue(said.contains("is not contained") || said.contains("RELEASED"), said);
    }

    private void resume() {
        boolean broke = argine(Exit.DONE, "--list").contains("broke off");
        argine(broke ? Exit.NOT_DONE : Exit.DONE, "--resume", "--yes"); // nothing proves it here
        assertTrue(!argine(Exit.DONE, "--list").contains("broke off"));
    }

    private static String[] release() {
        return new String[] {"--release", ROSSI, "--same-password", "--yes"};
    }

    /** Returns how long a run takes from the moment when it has the right. */
    private Duration unkilled() throws Exception {
        store = folder.resolve("store-unkilled-" + tally.size());
        Process process = start(ROSSI, "--yes");
        long began = untilItHasTheRight(process);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        argine(Exit.DONE, release());
        return took;
    }

    private void killed(Duration within, String... words) throws Exception {
        Process process = start(words);
        untilItHasTheRight(process);
        boolean ended = process.waitFor(random.nextLong(within.toNanos()), TimeUnit.NANOSECONDS);
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        tally.merge(ended ? "ended" : "killed", 1, Integer::sum);
    }

    private long untilItHasTheRight(Process process) throws Exception {
        Path right = store.resolve("journal/lock-contain");
        Files.deleteIfExists(right);
        while (!Files.exists(right) && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
            continue;
        }
        return System.nanoTime();
    }

    private Process start(String... words) throws Exception {
        Files.deleteIfExists(store.resolve("journal/lock-contain"));
        return new ProcessBuilder(OwnProcess.command(words(words)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private List<String> words(String... words) {
        List<String> all = new ArrayList<>(List.of("contain"));
        all.addAll(List.of(words));
        all.addAll(kept.options());
        all.addAll(List.of("--store", store.toString()));
        return all;
    }

    /** {@code exit} is compared unless it is negative. */
    private String argine(int exit, String... words) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Surroundings here = new Surroundings(writer, writer, Clock.systemUTC(), false);
        int code = Cli.run(here, words(words).toArray(String[]::new));
        here.flush();
        if (exit >= 0) {
            assertEquals(exit, code, out::toString);
        }
        return out.toString();
    }

    private List<Act> acts() throws Exception {
        List<Act> acts = new ArrayList<>();
        Store known = new Store(store);
        for (ReceiptId receipt : known.receipts()) {
            assertEquals(0, known.read(receipt, acts::add).damaged());
        }
        return acts;
    }

    /** What has another text than before was announced, with the text that it had. */
    private void theJournalExplains(List<String> before, List<String> found, String when)
            throws Exception {
        Set<String> announced = new HashSet<>();
        for (Act act : acts()) {
            if (act.word().equals("change")) {
                announced.add(act.text("store"));
            }
        }
        int changed = 0;
        for (int i = 0; i < before.size(); i++) {
            changed += before.get(i).equals(found.get(i)) ? 0 : 1;
        }
        tally.merge("found " + changed + " of " + announced.size() + " changed", 1, Integer::sum);
        assertTrue(changed <= announced.size(), when + ": " + announced);
    }

    private void everyChangeIsAnswered(String when) throws Exception {
        Map<String, Integer> open = new HashMap<>();
        for (Act act : acts()) {
            switch (act.word()) {
                case "change" -> open.merge(act.text("store"), 1, Integer::sum);
                case "changed", "left" -> open.merge(act.text("store"), -1, Integer::sum);
                default -> {}
            }
        }
        assertTrue(open.values().stream().allMatch(left -> left == 0), when + ": " + acts());
    }
}
