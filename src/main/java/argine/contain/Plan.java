// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Lock;
import java.util.List;

/**
 * What would be done to one account.
 *
 * @param lock how far it would be shut
 * @param refusals why nothing is done at all; empty if it may be
 * @param notes what is not known, one sentence each
 */
public record Plan(
        String account, Lock lock, List<Line> lines, List<String> refusals, List<String> notes) {

    /** One step: in words, and whether it can be done from here. */
    public record Line(Step step, String what, boolean possible) {}

    /** Whether nothing is done, unless it is asked for even so. */
    public boolean isSpared() {
        return !refusals.isEmpty() && AccountName.isFit(account);
    }

    public boolean setsPassword() {
        return lines.stream().anyMatch(one -> one.step() == Step.PASSWORD && one.possible());
    }

    public boolean isComplete() {
        return refusals.isEmpty() && lines.stream().allMatch(Line::possible);
    }
}
