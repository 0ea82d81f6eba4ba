// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Foothold;
import argine.store.ReceiptId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of containing one account.
 *
 * @param shut whether nobody can get in, nobody is in, and no mail leaves, all of it shown
 * @param out how long after the order the thief was out, as far as he was
 * @param password the new one, to be shown once if that was asked for, and kept nowhere
 * @param tried the password that was tried at the doors
 * @param held the receipt of the mail that is held; empty if there was none
 * @param changed whether a store has, or may have, what a release takes back
 */
public record Receipt(
        String account,
        ReceiptId id,
        boolean shut,
        Duration out,
        List<Done> steps,
        List<Proof> proofs,
        Tried tried,
        List<Foothold> footholds,
        Optional<String> password,
        String held,
        boolean changed) {

    /** Whether something was found that goes on sending mail away. */
    public boolean hasFootholds() {
        return footholds.stream().anyMatch(Foothold::suspicious);
    }

    /** Those that were had at the doors themselves. */
    public List<Proof> atDoors() {
        return proofs.stream().filter(Proof::isAtDoor).toList();
    }

    @Override
    public String toString() {
        return "receipt " + id + " of " + account;
    }
}
