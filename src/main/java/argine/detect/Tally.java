// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.EnhancedStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact counts of what became of some messages.
 *
 * <p>{@code messages} were accepted; {@code delivered}, {@code bounced} and {@code deferred} count
 * pairs of message and recipient, each in its last state; {@code recipients} are distinct
 * addresses. {@code noSuchRecipient} and {@code refusedForPolicy} count pairs that were answered so
 * at least once.
 */
public final class Tally {
    public long messages;
    public long recipientsAsked;
    public long bytes;
    public long delivered;
    public long bounced;
    public long deferred;
    public long noSuchRecipient;
    public long refusedForPolicy;
    public long queued;

    /** Of {@link #queued} those that were taken out of the queue and are kept beside it. */
    public long held;

    public final LongSet local = new LongSet();
    public final LongSet external = new LongSet();
    private final Map<EnhancedStatus, long[]> byStatus = new java.util.HashMap<>(4);

    void status(EnhancedStatus status) {
        byStatus.computeIfAbsent(status, _ -> new long[1])[0]++;
    }

    /** Recipients that were refused or put off, by the server's status, in order. */
    public Map<String, Long> byStatus() {
        Map<String, Long> sorted = new TreeMap<>();
        byStatus.forEach((status, count) -> sorted.put(status.toString(), count[0]));
        return sorted;
    }

    /** Distinct recipients, local ones and others. */
    public long recipients() {
        return local.size() + external.size();
    }

    /** Messages in the queue that go out unless somebody takes them. */
    public long waiting() {
        return queued - held;
    }

    /** Pairs of message and recipient about which something is known. */
    public long answered() {
        return delivered + bounced + deferred;
    }

    /** Others are to be added: their recipients are many where an account is misused. */
    void makeRoom(List<Tally> others) {
        local.makeRoom(others.stream().map(tally -> tally.local).toList());
        external.makeRoom(others.stream().map(tally -> tally.external).toList());
    }

    /** Adds all of another tally. */
    public void add(Tally other) {
        messages += other.messages;
        recipientsAsked += other.recipientsAsked;
        bytes += other.bytes;
        addOutcomes(other);
    }

    /** Adds what became of another tally's messages, not the messages: they are counted here. */
    void addOutcomes(Tally other) {
        delivered += other.delivered;
        bounced += other.bounced;
        deferred += other.deferred;
        noSuchRecipient += other.noSuchRecipient;
        refusedForPolicy += other.refusedForPolicy;
        queued += other.queued;
        held += other.held;
        local.addAll(other.local);
        external.addAll(other.external);
        other.byStatus.forEach(
                (status, count) ->
                        byStatus.computeIfAbsent(status, _ -> new long[1])[0] += count[0]);
    }
}
