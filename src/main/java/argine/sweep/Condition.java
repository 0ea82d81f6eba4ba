// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

/** One thing that is asked of a message. */
public interface Condition {

    /** Whether it is so. */
    boolean holds(Sighting sighting);

    /** In words, for a plan: {@code account rossi@example.org}. */
    String words();

    /**
     * Whether it says whose mail is meant, and not merely what it is like. Of mail that is merely
     * like the spam some is genuine.
     */
    default boolean namesWho() {
        return false;
    }

    /** Whether headers, text or likeness are looked at; without that the envelope is enough. */
    default boolean needsContent() {
        return false;
    }
}
