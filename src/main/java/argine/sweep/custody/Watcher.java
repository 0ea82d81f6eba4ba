// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

/** Is told how far the work is, and asked between two batches whether to stop. */
public interface Watcher {

    /** So many messages of so many; {@code doing} is one word. */
    default void progress(String doing, long done, long of) {}

    /** Tells whether to stop before the next batch. */
    default boolean stop() {
        return false;
    }
}
