// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * All doors of the daemon: opened together, changed while mail goes on, shut together.
 *
 * <p>A reload opens what is new first, so that a mistake in the configuration changes nothing; a
 * door that stays the same is not touched, and who is inside an old one is not sent out.
 */
public final class Doors implements AutoCloseable {
    private final Watch watch = new Watch();
    private final Notices notices;
    private final SequencedMap<DoorSign, Door> doors = new LinkedHashMap<>();

    public Doors(Notices notices) {
        this.notices = notices;
        watch.start();
    }

    /** Opens these doors and shuts the others; when one of them cannot be opened, none changes. */
    public synchronized void open(Map<DoorSign, Protocol> wanted) throws IOException {
        SequencedMap<DoorSign, Door> added = new LinkedHashMap<>();
        try {
            for (Map.Entry<DoorSign, Protocol> want : wanted.entrySet()) {
                if (!doors.containsKey(want.getKey())) {
                    added.put(
                            want.getKey(),
                            Door.open(want.getKey(), want.getValue(), watch, notices));
                }
            }
        } catch (IOException | RuntimeException e) {
            added.values().forEach(Door::shut);
            throw e;
        }
        List<DoorSign> old =
                doors.keySet().stream().filter(sign -> !wanted.containsKey(sign)).toList();
        old.forEach(sign -> doors.remove(sign).shut());
        added.values().forEach(Door::letIn);
        doors.putAll(added);
    }

    /** Where a door really is: the port that the system chose where port 0 was asked for. */
    public synchronized SocketAddress address(DoorSign sign) throws IOException {
        Door door = doors.get(sign);
        if (door == null) {
            throw new IOException("no such door: " + sign.endpoint());
        }
        return door.address();
    }

    /** What went through each door. */
    public synchronized Map<DoorSign, Traffic.Sum> traffic() {
        SequencedMap<DoorSign, Traffic.Sum> sums = new LinkedHashMap<>();
        doors.forEach((sign, door) -> sums.put(sign, door.traffic().sum()));
        return sums;
    }

    /** How many connections were closed because they got behind. */
    public long tooSlow() {
        return watch.closed();
    }

    /** Shuts the doors, lets those who are being answered have their answer, then ends. */
    public synchronized void close(Duration grace) {
        doors.values().forEach(Door::shut);
        doors.clear();
        long end = System.nanoTime() + grace.toNanos();
        while (!watch.connections().isEmpty() && System.nanoTime() < end) {
            watch.connections().stream().filter(Connection::isIdle).forEach(Watch::end);
            pause();
        }
        watch.connections().forEach(Watch::end);
        watch.close();
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
