// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @TempDir Path folder;

    private Store store() {
        return new Store(folder.resolve("a").resolve("store"));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void receiptsAreNumberedThroughTheDay() throws IOException {
        Store store = store();
        assertEquals(List.of(), store.receipts());
        try (Store.Lock _ = store.lock()) {
            for (int i = 0; i < 11; i++) {
                store.begin(DAY).close();
            }
            store.begin(DAY.minusDays(1)).close();
        }
        assertEquals(12, store.receipts().size());
        assertEquals("2026-11-23.1", store.receipts().getFirst().text());
        assertEquals("2026-11-24.11", store.receipts().getLast().text());
    }

    @Test
    void onlyTheOwnerReadsWhoWroteToWhom() throws IOException {
        Store store = store();
        try (Store.Lock _ = store.lock()) {
            store.begin(DAY).close();
        }
        Path journal = folder.resolve("a/store/journal");
        assertEquals("rwx------", mode(journal));
        assertEquals("rwx------", mode(folder.resolve("a/store")));
        assertEquals("rw-------", mode(journal.resolve("2026-11-24.1.jsonl")));
    }

    @Test
    void whoeverBeginsAtTheSameTimeFindsTheFolderMade() throws Exception {
        for (int round = 0; round < 100; round++) {
            Store store = new Store(folder.resolve("store-" + round));
            CyclicBarrier start = new CyclicBarrier(4);
            List<Callable<Boolean>> beginners = new ArrayList<>();
            for (int i = 0; i < start.getParties(); i++) {
                String kind = "kind-" + i;
                beginners.add(
                        () -> {
                            start.await();
                            try (Store.Lock _ = store.lockFor(kind)) {
                                return true;
                            }
                        });
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(start.getParties())) {
                for (Future<Boolean> begun : threads.invokeAll(beginners)) {
                    assertTrue(begun.get());
                }
            }
        }
    }

    @Test
    void aFolderThatOthersWriteToIsRefused() throws IOException {
        Path journal = Files.createDirectories(folder.resolve("a/store/journal"));
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(AccessDeniedException.class, () -> store().lock());
    }

    @Test
    void twoAtOnceAreRefused() throws IOException {
        try (Store.Lock _ = store().lock()) {
            IOException refused = assertThrows(IOException.class, () -> store().lock());
            assertTrue(
                    refused.getMessage()
                            .endsWith(
                                    "another argine is at work (process "
                                            + ProcessHandle.current().pid()
                                            + "); try again when it has ended"),
                    refused.getMessage());
        }
        store().lock().close();
    }

    @Test
    void aReceiptThatIsNotThereIsNamed() throws IOException {
        IOException none =
                assertThrows(
                        IOException.class,
                        () -> store().read(new ReceiptId("2026-11-24.7"), _ -> {}));
        assertTrue(none.getMessage().startsWith("there is no receipt 2026-11-24.7 in "));
    }

    @Test
    void aReceiptIsAFileNameAndNothingElse() {
        for (String name : List.of("", ".", "../x", "2026-11-24", "2026-11-24.0", "3D073197AD0")) {
            assertTrue(ReceiptId.parse(name).isEmpty(), name);
        }
        assertThrows(IllegalArgumentException.class, () -> new ReceiptId("2026-11-24.1/x"));
    }
}
