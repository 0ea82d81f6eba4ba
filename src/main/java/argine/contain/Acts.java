// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import argine.store.Act;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lines that containing writes into its journal.
 *
 * <p>{@code change} and {@code release} announce; {@code changed}, {@code left} and {@code
 * released} answer. An announcement has the old record whole, and of the new one no more than a
 * fingerprint: a new password leaves no trace. {@code seen} keeps the account as it was at first,
 * so that a release can tell whether its password was changed.
 */
final class Acts {
    static final String BEGIN = "begin";
    static final String SEEN = "seen";
    static final String CHANGE = "change";
    static final String CHANGED = "changed";
    static final String LEFT = "left";
    static final String DID = "did";
    static final String RELEASE = "release";
    static final String RELEASED = "released";
    static final String END = "end";

    private Acts() {}

    static Act begin(String account, String server, Order order, String lock, Instant at) {
        Set<String> without = new TreeSet<>();
        order.without().forEach(step -> without.add(step.word()));
        return new Act(BEGIN, at)
                .with("what", "contain")
                .with("server", server)
                .with("account", account)
                .with("lock", lock)
                .with("without", List.copyOf(without))
                .with("storeLock", order.storeLock() ? 1 : 0)
                .with("spareUnknown", order.spareUnknown() ? 1 : 0);
    }

    static Act seen(RecordStore store, StoredRecord record, Instant at) {
        return new Act(SEEN, at).with("store", store.name()).with("before", record.text());
    }

    static Act change(
            Step step, RecordStore store, StoredRecord before, StoredRecord after, Instant at) {
        return new Act(CHANGE, at)
                .with("step", step.word())
                .with("store", store.name())
                .with("before", before.text())
                .with("after", after.fingerprint());
    }

    static Act release(RecordStore store, StoredRecord after, Instant at) {
        return new Act(RELEASE, at).with("store", store.name()).with("after", after.fingerprint());
    }

    static Act about(String word, String store, Instant at) {
        return new Act(word, at).with("store", store);
    }

    static Act did(Step step, String what, Instant at) {
        return new Act(DID, at).with("step", step.word()).with("result", what);
    }
}
