// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

/**
 * What a meter said before a decision, without what was reserved for it, and what the decision
 * adds.
 */
public record Level(Charge charge, long used, long added) {
    /** Whether the limit leaves room; what adds nothing always fits. */
    public boolean fits() {
        return added == 0 || added <= charge.capacity() - used;
    }

    /** What is reserved for the charge once it has been reserved. */
    public Charge held() {
        return charge.holding(Math.max(charge.held(), added));
    }

    public long after() {
        return used + added;
    }
}
