// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Messages of the queue that are nearly the same text.
 *
 * <p>Its number tells its place among the campaigns of this moment, the largest first. The queue
 * changes, so a number may mean another campaign a minute later; the queue ID of any message in it
 * never does.
 */
public final class Campaign {
    private final int number;
    private final List<Sighting> messages;
    private final Map<String, Long> owners;
    private final boolean list;
    private Set<String> ids = Set.of();

    /**
     * @param messages the oldest first
     */
    Campaign(int number, List<Sighting> messages) {
        this.number = number;
        this.messages = messages;
        this.owners = Counts.of(messages, Sighting::owner);
        long lists = messages.stream().filter(m -> m.message().headers().listUnsubscribe()).count();
        this.list = lists * 2 > messages.size();
    }

    public int number() {
        return number;
    }

    public List<Sighting> messages() {
        return messages;
    }

    /** How many messages each account, or client without one, has in it; the most first. */
    public Map<String, Long> owners() {
        return owners;
    }

    /** Whether most of it says how to unsubscribe, as newsletters do. */
    public boolean isListMail() {
        return list;
    }

    /** The host that most of it links to, or nothing. */
    public String link() {
        return Counts.of(messages, Sighting::host).keySet().iterator().next();
    }

    /** The size of its smallest message, in bytes. */
    public long smallest() {
        return messages.stream().mapToLong(m -> m.message().size()).min().orElse(0);
    }

    public long largest() {
        return messages.stream().mapToLong(m -> m.message().size()).max().orElse(0);
    }

    /** Whether it has this number or this message in it. */
    public boolean isCalled(String name) {
        if (name.equals(Integer.toString(number))) {
            return true;
        }
        if (ids.isEmpty()) {
            ids = new HashSet<>();
            messages.forEach(m -> ids.add(m.message().queueId().text()));
        }
        return ids.contains(name);
    }
}
