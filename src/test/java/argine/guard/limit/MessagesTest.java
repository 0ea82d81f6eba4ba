// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import argine.guard.Transaction;
import argine.store.ClocksOfTests;
import argine.store.count.Charge;
import argine.store.count.CounterFiles;
import argine.store.count.CounterStore;
import argine.store.count.Level;
import argine.store.count.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
    private static final int MOST = 3;
    private static final Meter METER = new Meter("recipients", Meter.Kind.SUM, Duration.ofHours(1));

    @TempDir Path folder;
    private final ClocksOfTests clocks = new ClocksOfTests();
    private CounterStore store;
    private Messages messages;

    @BeforeEach
    void open() throws IOException {
        store = CounterFiles.open(folder, clocks.clocks());
        messages = new Messages(store.counters(), MOST);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static Transaction named(int number) {
        return Transaction.of("session " + number, "instance " + number);
    }

    private Message touch(int number) {
        return messages.with(named(number), message -> message);
    }

    /** One recipient more for a message. */
    private long reserve(int number) {
        return messages.with(
                named(number),
                message -> {
                    message.charges =
                            store
                                    .counters()
                                    .reserve(
                                            List.of(
                                                    Charge.of(
                                                            "account", METER, 1, Charge.UNLIMITED)))
                                    .levels()
                                    .stream()
                                    .map(Level::held)
                                    .toList();
                    return store.counters().used("account", METER);
                });
    }

    @Test
    void whenThereIsNoRoomAMessageIsDecidedWithoutBeingRemembered() {
        Message first = touch(0);
        for (int i = 1; i < 1000; i++) {
            touch(i);
        }
        assertEquals(MOST, messages.size());
        assertSame(first, touch(0));
        assertNotSame(touch(999), touch(999));
    }

    @Test
    void nothingStaysReservedForAMessageThatIsNotRemembered() {
        assertEquals(1, reserve(0));
        touch(1);
        touch(2);
        assertEquals(2, reserve(3));
        assertEquals(1, store.counters().used("account", METER));
    }

    @Test
    void thereIsRoomAgainWhenMessagesEnd() {
        for (int i = 0; i < MOST; i++) {
            touch(i);
        }
        messages.closed(named(0).session());
        assertSame(touch(9), touch(9));
    }

    @Test
    void aNameInTheQueueIsForgottenEvenOfAMessageThatWasNotRemembered() {
        for (int i = 0; i < MOST; i++) {
            Message nameless = messages.with(Transaction.NONE, message -> message);
            nameless.state = Message.State.SETTLED;
            nameless.settledAt = store.counters().now();
            messages.queued(nameless, "queue " + i);
        }
        clocks.pass(Duration.ofMinutes(6));
        messages.expire();
        Message next = touch(0);
        next.state = Message.State.SETTLED;
        next.settledAt = store.counters().now();
        messages.queued(next, "queue 9");
        assertEquals(Optional.of(next), messages.twin(touch(1), "queue 9"));
    }
}
