// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Lock;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done to whom.
 *
 * @param lock how far; empty for sending only where the password changes too, else full
 * @param storeLock whether the store's own lock is used beside a deny list
 * @param without the steps that are left out
 * @param spareUnknown whether sessions that have not said whose they are go on
 * @param thiefPassword the password that the thief knows, to try it; never written anywhere
 * @param newPassword whether a resumed run sets another one in place of one that was not shown
 * @param evenSo whether the last administrator, or an account that a program here needs, is locked
 *     too
 */
public record Order(
        Optional<Lock> lock,
        boolean storeLock,
        Set<Step> without,
        boolean spareUnknown,
        Optional<String> thiefPassword,
        boolean newPassword,
        boolean evenSo) {

    public Order {
        without = Set.copyOf(without);
    }

    boolean has(Step step) {
        return !without.contains(step);
    }

    @Override
    public String toString() {
        return "order " + lock + " without " + without;
    }
}
