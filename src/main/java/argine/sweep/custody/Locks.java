// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What keeps a second run out while one changes something: from the journals of its store, and from
 * the queue, in whatever store the second one writes.
 *
 * <p>A queue that is read-only has no lock, for nobody can change it; what is tried there says so
 * itself.
 */
record Locks(Store.Lock ofStore, Optional<Store.Lock> ofQueue) implements Closeable {

    static Locks take(Store store, Holds holds) throws IOException {
        Store.Lock ofStore = store.lock();
        try {
            return new Locks(ofStore, ofQueue(holds.lockFile()));
        } catch (IOException | RuntimeException e) {
            ofStore.close();
            throw e;
        }
    }

    private static Optional<Store.Lock> ofQueue(Path file) throws IOException {
        try {
            return Optional.of(Store.lockOn(file));
        } catch (FileSystemException e) {
            if (isReadOnly(file)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isReadOnly(Path file) {
        try {
            return Files.getFileStore(file.resolveSibling(".")).isReadOnly();
        } catch (IOException _) {
            return false; // then the file's own trouble is told
        }
    }

    @Override
    public void close() throws IOException {
        try (ofStore) {
            if (ofQueue.isPresent()) {
                ofQueue.get().close();
            }
        }
    }
}
