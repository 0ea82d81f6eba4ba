// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Looks four times a second whether a connection has got behind, and closes it.
 *
 * <p>A thread for all of them: UNIX sockets know no time-out of their own, and a time-out for each
 * read would let a client who sends a byte now and then stay for ever.
 */
final class Watch implements AutoCloseable {
    private static final long TICK = 250;

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final LongAdder closed = new LongAdder();
    private final Thread thread;
    private final AtomicLong tick = new AtomicLong();
    private volatile boolean over;

    Watch() {
        this.thread = Thread.ofPlatform().daemon().name("argine-watch").unstarted(this::look);
    }

    void start() {
        thread.start();
    }

    /** The tick by which something must have happened that may take so long. */
    long in(Duration time) {
        return tick.get() + Math.max(1, time.toMillis() / TICK);
    }

    /** One that comes when all is over is ended. */
    void add(Connection connection) {
        connections.add(connection);
        if (over) {
            end(connection);
        }
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    /** The connections that are open. */
    Set<Connection> connections() {
        return connections;
    }

    /** How many were closed because they got behind. */
    long closed() {
        return closed.sum();
    }

    private void look() {
        while (!over) {
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException _) {
                return;
            }
            next();
        }
    }

    /** One look; a test takes it without waiting. */
    void next() {
        long now = tick.incrementAndGet();
        List<Connection> late =
                connections.stream().filter(connection -> connection.isLate(now)).toList();
        for (Connection connection : late) {
            if (connections.remove(connection)) {
                closed.increment();
                end(connection);
            }
        }
    }

    static void end(Connection connection) {
        try {
            connection.close();
        } catch (IOException _) {
            return; // it is gone, which is what was wanted
        }
    }

    /** Ends all connections, and those that are still on their way in. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
        connections.forEach(Watch::end);
    }
}
