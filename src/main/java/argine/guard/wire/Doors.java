// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All doors of the daemon: opened together, changed while mail goes on, shut together.
 *
 * <p>A reload opens what is new first, so that a mistake in the configuration changes nothing. A
 * door that stays where it is keeps its socket, which may be systemd's; whoever comes in from then
 * on finds the new settings. Who is inside is not sent out.
 */
public final class Doors implements AutoCloseable {
    private final Watch watch = new Watch();
    private final Notices notices;
    private final SequencedMap<DoorSign.Place, Door> doors = new LinkedHashMap<>();

    public Doors(Notices notices) {
        this.notices = notices;
        watch.start();
    }

    /** Opens these doors and shuts the others; when one of them cannot be opened, none changes. */
    public synchronized void open(Map<DoorSign, Protocol> wanted) throws IOException {
        SequencedMap<DoorSign.Place, Door> added = new LinkedHashMap<>();
        try {
            for (Map.Entry<DoorSign, Protocol> want : wanted.entrySet()) {
                DoorSign sign = want.getKey();
                if (!doors.containsKey(sign.place()) && !added.containsKey(sign.place())) {
                    added.put(sign.place(), Door.open(sign, want.getValue(), watch, notices));
                }
            }
            repaint(wanted.keySet());
        } catch (IOException | RuntimeException e) {
            added.values().forEach(Door::shut);
            throw e;
        }
        Set<DoorSign.Place> places =
                wanted.keySet().stream().map(DoorSign::place).collect(Collectors.toSet());
        List<DoorSign.Place> old =
                doors.keySet().stream().filter(place -> !places.contains(place)).toList();
        old.forEach(place -> shut(doors.remove(place)));
        added.values().forEach(Door::letIn);
        doors.putAll(added);
    }

    /** Puts other settings on the doors that stay; all of them, or none. */
    private void repaint(Set<DoorSign> wanted) throws IOException {
        SequencedMap<Door, DoorSign> before = new LinkedHashMap<>();
        try {
            for (DoorSign sign : wanted) {
                Door door = doors.get(sign.place());
                if (door != null && !door.sign().equals(sign)) {
                    before.putIfAbsent(door, door.sign());
                    door.repaint(sign);
                }
            }
        } catch (IOException | RuntimeException e) {
            for (Map.Entry<Door, DoorSign> one : before.entrySet()) {
                one.getKey().repaint(one.getValue());
            }
            throw e;
        }
    }

    private static void shut(@Nullable Door door) {
        if (door != null) {
            door.shut();
        }
    }

    /** Where a door really is: the port that the system chose where port 0 was asked for. */
    public synchronized SocketAddress address(DoorSign sign) throws IOException {
        Door door = doors.get(sign.place());
        if (door == null) {
            throw new IOException("no such door: " + sign.endpoint());
        }
        return door.address();
    }

    /** What went through each door. */
    public synchronized Map<DoorSign, Traffic.Sum> traffic() {
        SequencedMap<DoorSign, Traffic.Sum> sums = new LinkedHashMap<>();
        doors.values().forEach(door -> sums.put(door.sign(), door.traffic().sum()));
        return sums;
    }

    /** How many connections were closed because they got behind. */
    public long tooSlow() {
        return watch.closed();
    }

    /** Shuts the doors, lets those who are being answered have their answer, then ends. */
    public synchronized void close(Duration grace) {
        List<Door> shut = List.copyOf(doors.values());
        shut.forEach(Door::shut);
        doors.clear();
        long end = System.nanoTime() + grace.toNanos();
        while (isAnybodyIn(shut) && System.nanoTime() < end) {
            watch.connections().stream().filter(Connection::isIdle).forEach(Watch::end);
            pause();
        }
        watch.close();
    }

    /** Who has been let in may not be known to the watch yet. */
    private boolean isAnybodyIn(List<Door> shut) {
        return !watch.connections().isEmpty() || shut.stream().anyMatch(Door::isOccupied);
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
