// SPDX-License-Identifier: Apache-2.0
package argine.contain;

/**
 * Whether the thief can still log in to one service.
 *
 * @param how by what it is known, one sentence
 */
public record Proof(String service, Verdict verdict, String how) {

    /** What is known. */
    public enum Verdict {
        REFUSED,
        NOT_KNOWN,
        LET_IN
    }
}
