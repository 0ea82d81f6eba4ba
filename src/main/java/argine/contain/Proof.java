// SPDX-License-Identifier: Apache-2.0
package argine.contain;

/**
 * Whether the thief can still log in to one service.
 *
 * @param door the address and port where it was tried; empty where what decides was asked itself
 * @param how by what it is known, one sentence
 */
public record Proof(String service, String door, Verdict verdict, String how) {

    /** What is known. */
    public enum Verdict {
        REFUSED,
        NOT_KNOWN,
        LET_IN
    }

    Proof(String service, Verdict verdict, String how) {
        this(service, "", verdict, how);
    }

    public boolean isAtDoor() {
        return !door.isEmpty();
    }
}
