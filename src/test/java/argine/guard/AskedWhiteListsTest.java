// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import argine.guard.grey.GreySettings;
import argine.guard.intrusion.AllowList;
import argine.guard.intrusion.Ground;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guard that asks white lists in the DNS beside its decisions. */
class AskedWhiteListsTest {
    private static final AllowList WHITE_LIST = AllowList.of(List.of("w:dnswl.test"));

    @TempDir Path folder;
    private final CountDownLatch silence = new CountDownLatch(1);
    private Barring door;

    @BeforeEach
    void open() throws IOException {
        door = new Barring(folder);
        door.world.names =
                name -> {
                    try {
                        silence.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return name.startsWith("1.0.0.127.")
                            ? List.of()
                            : List.of(ClientAddress.parse("127.0.0.2").orElseThrow());
                };
    }

    @AfterEach
    void close() throws IOException {
        silence.countDown();
        door.close();
    }

    @Test
    void decisionsAreMadeWhileANameServerIsSilentAndABarEndsByItsAnswer() throws Exception {
        door.world.reload(Barring.with(Barring.enforcing().with(WHITE_LIST)));
        for (int i = 0; i < 100; i++) {
            door.offend("198.51.100." + i, Ground.TRAP, 1);
            assertTrue(door.isRefused("198.51.100." + i));
        }
        assertEquals(100, door.barred().size());
        silence.countDown();
        Wait.until(() -> door.barred().isEmpty(), () -> door.barred().toString());
        assertEquals(Decision.PASS, door.asked(Stage.RCPT, Barring.THIEF, ""));
    }

    @Test
    void whoIsListedIsNotGreylistedOnceThatIsKnown() throws Exception {
        door.world.reload(
                Configuration.EMPTY.with(GreySettings.usual(Stance.ENFORCE).with(WHITE_LIST)));
        assertTrue(door.isRefused(Barring.THIEF));
        silence.countDown();
        Wait.until(() -> !door.isRefused(Barring.THIEF), () -> door.world.notices.toString());
    }

    @Test
    void aWhiteListInTroubleIsToldOfOnceAnHour() {
        AtomicLong millis = new AtomicLong();
        List<Notice> told = new ArrayList<>();
        Notices notices = new Notices(told::add, millis::get);
        Notice one = new Notice.WhiteListTrouble("dnswl.test", "no answer");
        Notice other = new Notice.WhiteListTrouble("wl.test", "no answer");
        notices.ofWhiteLists(one);
        millis.addAndGet(Duration.ofMinutes(59).toMillis());
        notices.ofWhiteLists(one);
        notices.ofWhiteLists(other);
        millis.addAndGet(Duration.ofMinutes(1).toMillis());
        notices.ofWhiteLists(one);
        assertEquals(List.of(one, other, one), told);
    }
}
