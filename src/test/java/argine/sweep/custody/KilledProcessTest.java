// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.store.ReceiptId;
import argine.store.Store;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real processes while they hold, put back and delete, and looks for every message. More
 * kills than in a normal run: {@code ./check -Dtest=KilledProcessTest -Dargine.kills=200}.
 */
class KilledProcessTest {
    private static final int MESSAGES = 2000;
    private static final int KILLS = Integer.getInteger("argine.kills", 12);
    private static final Random RANDOM = new Random(4);

    @Test
    void noMessageOfACopiedPostfixQueueIsLost(@TempDir Path folder) throws Exception {
        killAndLook(QueueFiles.postfix(folder, MESSAGES), folder);
    }

    @Test
    void noMessageOfAnIceWarpQueueIsLost(@TempDir Path folder) throws Exception {
        killAndLook(QueueFiles.icewarp(folder, MESSAGES), folder);
    }

    private static void killAndLook(QueueFiles files, Path folder) throws Exception {
        for (int kill = 0; kill < KILLS; kill += 3) {
            Path place = folder.resolve("store-" + kill);
            Store store = new Store(place);
            killed("hold", files, place);
            look(files, "sweep " + kill);
            act("hold", files, store);
            assertEquals(files.all(), files.held());
            killed("undo", files, place);
            look(files, "undo " + kill);
            act("undo", files, store);
            assertEquals(List.of(), files.changed());
            act("hold", files, store);
            killed("delete", files, place);
            assertEquals(List.of(), files.inQueue());
            act("delete", files, store);
            assertEquals(List.of(), files.held());
            files.putBack();
        }
    }

    /** Each message is at one place. */
    private static void look(QueueFiles files, String where) throws Exception {
        List<String> here = new ArrayList<>(files.inQueue());
        here.addAll(files.held());
        here.sort(null);
        assertEquals(files.all(), here, where);
    }

    private static void killed(String act, QueueFiles files, Path place) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledProcessTest.class.getName(),
                                act,
                                files.folder().toString(),
                                place.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(new File(place + "-said-" + act))
                        .start();
        if (process.waitFor(250 + RANDOM.nextInt(700), TimeUnit.MILLISECONDS)) {
            assertEquals(0, process.exitValue(), "it ended before it was killed");
        }
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    /** The process that is killed. */
    public static void main(String[] words) throws Exception {
        act(words[0], QueueFiles.found(Path.of(words[1])), new Store(Path.of(words[2])));
    }

    private static void act(String act, QueueFiles files, Store store) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Custody custody = Custody.take(files.holds(), store, clock, new Watcher() {})) {
            if (act.equals("hold")) {
                try (Holding holding = custody.holding("account rossi")) {
                    holding.hold(files.waiting(), clock.instant());
                    holding.receipt();
                }
                return;
            }
            for (ReceiptId receipt : store.receipts()) {
                if (act.equals("undo")) {
                    custody.release(receipt, _ -> true);
                } else {
                    custody.delete(receipt, _ -> true, Optional.empty());
                }
            }
        }
    }
}
