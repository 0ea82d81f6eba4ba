// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.AccountStore;
import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import argine.store.Act;
import argine.store.Journal;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Takes back what was changed for an account, the newest first.
 *
 * <p>An account whose password is still the one that was stolen is not opened, unless that is asked
 * for; then the old password is put back too, and the stores are byte for byte as they were. Else
 * the lock is taken off and the new password stays.
 */
public final class Release {
    private final Access access;
    private final Store store;
    private final Clock clock;
    private final Stores stores;

    /** What was taken back: a sentence for each store, and the receipts. */
    public record Outcome(List<ReceiptId> receipts, List<String> done) {

        /** The same, and one thing more. */
        public Outcome with(String more) {
            List<String> all = new ArrayList<>(done);
            all.add(more);
            return new Outcome(receipts, List.copyOf(all));
        }
    }

    Release(Access access, Store store, Clock clock) {
        this.access = access;
        this.store = store;
        this.clock = clock;
        this.stores = new Stores(access);
    }

    Outcome release(String account, boolean samePassword) throws IOException {
        List<Ledger> barelyBegun = barelyBegun(account);
        List<Ledger> ledgers = inForce(account, samePassword, !barelyBegun.isEmpty());
        List<ReceiptId> receipts = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (Ledger ledger : barelyBegun.reversed()) {
            end(ledger);
            receipts.add(ledger.receipt());
            done.add(broken(ledger, "Nothing had been changed, and it is over now."));
        }
        SequencedMap<String, Back> back = new LinkedHashMap<>();
        for (Ledger ledger : ledgers.reversed()) {
            release(ledger, samePassword, back);
            receipts.add(ledger.receipt());
        }
        back.forEach((place, one) -> done.add(one.words(place)));
        forget(account, done);
        return new Outcome(receipts, done);
    }

    /** Those of the account that are in force, the oldest first. */
    private List<Ledger> inForce(String account, boolean samePassword, boolean othersBegan)
            throws IOException {
        List<Ledger> ledgers = new ArrayList<>();
        for (Ledger one : Ledger.all(store)) {
            if (one.account().equalsIgnoreCase(account) && isInForce(one)) {
                ledgers.add(one);
            }
        }
        if (ledgers.isEmpty() && othersBegan) {
            return List.of();
        }
        if (ledgers.isEmpty()) {
            throw new IOException(
                    account + " is not contained; --list in place of --release shows who is");
        }
        if (!samePassword) {
            refuseWhileStolen(account, ledgers.getFirst());
        }
        return ledgers;
    }

    /** The runs for the account that broke off before the first change. */
    private List<Ledger> barelyBegun(String account) throws IOException {
        List<Ledger> begun = new ArrayList<>();
        for (Ledger one : Ledger.all(store)) {
            if (one.account().equalsIgnoreCase(account) && !one.isEnded() && !isInForce(one)) {
                begun.add(one);
            }
        }
        return begun;
    }

    /** A change that was announced counts, unless it can be seen that it was not made. */
    private boolean isInForce(Ledger ledger) throws IOException {
        for (Ledger.Change change : ledger.changes()) {
            boolean seen = change.state() == Ledger.State.ANNOUNCED && stores.has(change.store());
            if (seen ? stores.isMade(ledger, change) : change.isOrMayBe()) {
                return true;
            }
        }
        return false;
    }

    private static String broken(Ledger ledger, String then) {
        return "The run of receipt " + ledger.receipt() + " broke off. " + then;
    }

    private void end(Ledger ledger) throws IOException {
        try (Journal journal = store.reopen(ledger.receipt())) {
            journal.append(new Act(Acts.END, clock.instant()));
            journal.sync();
        }
    }

    /** What {@link #release} would do, in the same form; nothing is changed. */
    Outcome plan(String account, boolean samePassword) throws IOException {
        List<ReceiptId> receipts = new ArrayList<>();
        List<String> would = new ArrayList<>();
        List<Ledger> barelyBegun = barelyBegun(account);
        for (Ledger ledger : barelyBegun.reversed()) {
            receipts.add(ledger.receipt());
            would.add(broken(ledger, "Nothing was changed; end it."));
        }
        SequencedMap<String, Changed> changed = new LinkedHashMap<>();
        for (Ledger ledger : inForce(account, samePassword, !barelyBegun.isEmpty()).reversed()) {
            receipts.add(ledger.receipt());
            for (String place : places(ledger)) {
                Changed one = new Changed(isLocked(ledger, place), ledger.since());
                changed.merge(place, one, Changed::andEarlier);
            }
        }
        for (Map.Entry<String, Changed> one : changed.entrySet()) {
            String place = one.getKey();
            boolean gone = stores.named(place).read(account).isEmpty();
            would.add(
                    place
                            + ": "
                            + would(one.getValue(), samePassword && isAccounts(place))
                            + (gone ? " (the account is not there any more)" : ""));
        }
        return new Outcome(receipts, would);
    }

    /** What was changed in one store, over all receipts, and since when. */
    private record Changed(boolean locked, Instant since) {

        Changed andEarlier(Changed earlier) {
            return new Changed(locked || earlier.locked, earlier.since);
        }
    }

    private String would(Changed changed, boolean oldPassword) {
        if (oldPassword) {
            return "as it was on "
                    + changed.since().atZone(clock.getZone()).toLocalDate()
                    + ", the password too";
        }
        return changed.locked()
                ? "take the lock off"
                : "only the password was changed; leave the new one";
    }

    private boolean isAccounts(String place) {
        return access.store().filter(one -> one.name().equals(place)).isPresent();
    }

    private static boolean isLocked(Ledger ledger, String place) {
        return ledger.changes().stream()
                .filter(one -> one.store().equals(place))
                .filter(Ledger.Change::isOrMayBe)
                .anyMatch(one -> one.step().equals(Step.LOCK.word()));
    }

    /**
     * The stores that may be changed, the newest first; of one that this server does not have it
     * may not be known whether it is.
     */
    private static SequencedSet<String> places(Ledger ledger) {
        SequencedSet<String> places = new LinkedHashSet<>();
        ledger.changes().reversed().stream()
                .filter(Ledger.Change::isOrMayBe)
                .forEach(one -> places.add(one.store()));
        return places;
    }

    /** What the server learned while the account was shut must not keep it shut. */
    private void forget(String account, List<String> done) {
        try {
            if (access.gate().isPresent()) {
                access.gate().get().forget(account);
            }
        } catch (IOException e) {
            done.add("The server may still remember the old state: " + e.getMessage());
        }
    }

    private void refuseWhileStolen(String account, Ledger first) throws IOException {
        Optional<AccountStore> keeps = access.store();
        Optional<StoredRecord> before = keeps.flatMap(one -> first.before(one.name()));
        Optional<StoredRecord> now =
                keeps.isPresent() ? keeps.get().read(account) : Optional.empty();
        if (before.isEmpty() || now.isEmpty()) {
            throw new IOException(
                    account
                            + ": whether its password was changed cannot be seen here; if it was,"
                            + " or if the stolen one shall work again, add --same-password");
        }
        if (keeps.get().samePassword(before.get(), now.get())) {
            throw new IOException(
                    account
                            + ": its password is still the one that was stolen; change it first"
                            + " (--same-password opens the account all the same)");
        }
    }

    private void release(Ledger ledger, boolean samePassword, Map<String, Back> back)
            throws IOException {
        SequencedSet<String> places = places(ledger);
        try (Journal journal = store.reopen(ledger.receipt())) {
            for (String place : places) {
                back.merge(
                        place,
                        release(ledger, stores.named(place), samePassword, journal),
                        Back::andEarlier);
            }
            journal.append(new Act(Acts.END, clock.instant()));
            journal.sync();
        }
    }

    private Back release(Ledger ledger, RecordStore place, boolean samePassword, Journal journal)
            throws IOException {
        StoredRecord before =
                ledger.changes().stream()
                        .filter(one -> one.store().equals(place.name()))
                        .filter(Ledger.Change::isOrMayBe)
                        .findFirst()
                        .map(one -> new StoredRecord(ledger.account(), one.before()))
                        .orElseThrow();
        Optional<StoredRecord> now = place.read(ledger.account());
        if (now.isEmpty()) {
            journal.append(Acts.about(Acts.RELEASED, place.name(), clock.instant()));
            return new Back(true, false, false, false);
        }
        boolean locked = isLocked(ledger, place.name());
        StoredRecord after = locked ? place.unlocked(now.get(), before) : now.get();
        boolean isOld = false;
        if (samePassword && place instanceof AccountStore keeps) {
            isOld = true;
            after = keeps.withPasswordOf(after, before);
        }
        journal.append(Acts.release(place, after, clock.instant()));
        journal.sync();
        if (!after.equals(now.get())
                && place.replace(now.get(), after) != RecordStore.Replaced.DONE) {
            throw new IOException(
                    place.name() + " was changed by somebody meanwhile; do the same again");
        }
        journal.append(Acts.about(Acts.RELEASED, place.name(), clock.instant()));
        return new Back(false, locked, isOld, after.equals(before));
    }

    /** What became of one store, over all receipts that changed it. */
    private record Back(boolean gone, boolean unlocked, boolean isOld, boolean asItWas) {

        /** What an earlier receipt changed is taken back later: only then all is as it was. */
        Back andEarlier(Back earlier) {
            return new Back(
                    earlier.gone, unlocked || earlier.unlocked, earlier.isOld, earlier.asItWas);
        }

        String words(String place) {
            if (gone) {
                return "The account is not in " + place + " any more.";
            }
            if (asItWas) {
                return place + " is as it was.";
            }
            String password = "the password is the " + (isOld ? "old one." : "new one.");
            return place
                    + ": "
                    + (unlocked
                            ? "the lock is off; " + password
                            : isOld
                                    ? password
                                    : "only the password was changed; it is still the new one.");
        }
    }
}
