// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings alerts to people by every way there is, beside all other work; what cannot be brought is
 * tried again for some minutes and then told.
 */
public final class Postman implements AutoCloseable {
    private static final int MOST_WAITING = 200;
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final long GRACE = 10;

    /** Is told how it went. */
    public interface Listener {
        void brought(Letter letter, String by);

        void failed(Letter letter, String by, String why);
    }

    private final Supplier<List<Messenger>> messengers;
    private final Listener listener;
    private final Duration firstPause;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The ways to people are asked for at each alert, for the configuration may change. */
    public Postman(Supplier<List<Messenger>> messengers, Listener listener) {
        this(messengers, listener, FIRST_PAUSE);
    }

    Postman(Supplier<List<Messenger>> messengers, Listener listener, Duration firstPause) {
        this.messengers = messengers;
        this.listener = listener;
        this.firstPause = firstPause;
    }

    /** Returns at once. */
    public void bring(Letter letter) {
        for (Messenger messenger : messengers.get()) {
            if (waiting.tryAcquire()) {
                threads.execute(() -> bring(letter, messenger));
            } else {
                listener.failed(letter, messenger.name(), "too many alerts wait already");
            }
        }
    }

    private void bring(Letter letter, Messenger messenger) {
        try {
            String why = "";
            Duration pause = firstPause;
            for (int i = 0; i < TRIES; i++) {
                try {
                    messenger.send(letter);
                    listener.brought(letter, messenger.name());
                    return;
                } catch (IOException e) {
                    why = String.valueOf(e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = pause.multipliedBy(3);
            }
            listener.failed(letter, messenger.name(), why);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            listener.failed(letter, messenger.name(), "the guard was stopped");
        } finally {
            waiting.release();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
