// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every place where blocks are kept must hold, whatever keeps them. */
class BlocksContractTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final Optional<Instant> SOON = Optional.of(NOW.plusSeconds(60));
    private static final Optional<Instant> LATER = Optional.of(NOW.plusSeconds(600));

    @TempDir Path folder;

    /** Opens what was kept in a folder before, also by one that was never closed. */
    interface Kind {
        Blocks open(Path folder) throws IOException;
    }

    static Stream<Kind> kinds() {
        return Stream.of(in -> BlockFiles.open(in.resolve("log"), in.resolve("copy")));
    }

    private static Block block(String account, Block.Extent extent, Optional<Instant> until) {
        return new Block(account, extent, NOW, until, "spam seen", "root");
    }

    private static Block block(String account) {
        return block(account, Block.Extent.EVERYTHING, Optional.empty());
    }

    private List<Block> afterRestart(Kind kind) throws IOException {
        try (Blocks blocks = kind.open(folder)) {
            assertEquals(List.of(), blocks.remarks());
            return blocks.all();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nobodyIsStoppedWhereNobodyWasStopped(Kind kind) throws IOException {
        try (Blocks blocks = kind.open(folder)) {
            assertTrue(blocks.isEmpty());
            assertEquals(List.of(), blocks.all());
            assertEquals(Optional.empty(), blocks.of("a@corp.test"));
            assertEquals(Optional.empty(), blocks.release("a@corp.test", NOW, "root"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoWasStoppedIsStillStoppedWhenTheProcessIsKilledRightAfter(Kind kind) throws IOException {
        Blocks killed = kind.open(folder);
        killed.add(block("a@corp.test"));
        assertEquals(Optional.of(block("a@corp.test")), killed.of("a@corp.test"));
        assertEquals(List.of(block("a@corp.test")), afterRestart(kind));
        killed.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoWasReleasedStaysFreeWhenTheProcessIsKilledRightAfter(Kind kind) throws IOException {
        Blocks killed = kind.open(folder);
        killed.add(block("a@corp.test"));
        killed.add(block("b@corp.test"));
        assertEquals(Optional.of(block("a@corp.test")), killed.release("a@corp.test", NOW, "root"));
        assertEquals(Optional.empty(), killed.of("a@corp.test"));
        assertEquals(List.of(block("b@corp.test")), afterRestart(kind));
        killed.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWeakerBlockDoesNotTakeThePlaceOfAStricterOne(Kind kind) throws IOException {
        try (Blocks blocks = kind.open(folder)) {
            blocks.add(block("a@corp.test"));
            blocks.add(block("a@corp.test", Block.Extent.SUSPECTED, SOON));
            blocks.add(block("b@corp.test", Block.Extent.SENDING, LATER));
            blocks.add(block("b@corp.test", Block.Extent.EVERYTHING, SOON));
            blocks.add(block("c@corp.test", Block.Extent.SUSPECTED, SOON));
            blocks.add(block("c@corp.test", Block.Extent.SUSPECTED, LATER));
        }
        assertEquals(
                List.of(
                        block("a@corp.test"),
                        block("b@corp.test", Block.Extent.EVERYTHING, LATER),
                        block("c@corp.test", Block.Extent.SUSPECTED, LATER)),
                afterRestart(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsOverHoldsNobodyBackFromAWeakerBlock(Kind kind) throws IOException {
        Block weak = block("a@corp.test", Block.Extent.SENDING, Optional.empty());
        try (Blocks blocks = kind.open(folder)) {
            blocks.add(block("a@corp.test", Block.Extent.EVERYTHING, Optional.of(NOW)));
            blocks.add(weak);
            assertEquals(Optional.of(weak), blocks.of("a@corp.test"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsOverEndsOnceAndForGood(Kind kind) throws IOException {
        Block over = block("a@corp.test", Block.Extent.SENDING, SOON);
        try (Blocks blocks = kind.open(folder)) {
            blocks.add(over);
            blocks.add(block("b@corp.test"));
            assertEquals(List.of(), blocks.expire(NOW));
            assertEquals(List.of(over), blocks.expire(LATER.orElseThrow()));
            assertEquals(List.of(), blocks.expire(LATER.orElseThrow()));
            blocks.flush();
        }
        assertEquals(List.of(block("b@corp.test")), afterRestart(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theLongestAndMostHostileBlockIsReadBack(Kind kind) throws IOException {
        String hostile = "\u0085\u202e\ud83d\udca9\"\\".repeat(100_000);
        Block longest =
                new Block(
                        "\u0001".repeat(2000),
                        Block.Extent.SENDING,
                        NOW,
                        Optional.empty(),
                        hostile,
                        hostile);
        try (Blocks blocks = kind.open(folder)) {
            blocks.add(longest);
        }
        assertEquals(List.of(longest), afterRestart(kind));
        assertEquals(Block.MAX_WORDS, longest.why().length());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void manyAtOnceAreAllStoppedAndWhoeverAsksSeesAStoppedAccountStopped(Kind kind)
            throws Exception {
        List<Block> expected = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Blocks blocks = kind.open(folder)) {
            blocks.add(block("0@corp.test"));
            Callable<Integer> asking =
                    () -> {
                        int missed = 0;
                        do {
                            missed += blocks.of("0@corp.test").isPresent() ? 0 : 1;
                        } while (!done.get());
                        return missed;
                    };
            Future<Integer> missed = threads.submit(asking);
            List<Future<?>> adding = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Block one = block(i + "@corp.test");
                expected.add(one);
                adding.add(threads.submit(() -> add(blocks, one)));
            }
            for (Future<?> one : adding) {
                one.get();
            }
            done.set(true);
            assertEquals(0, missed.get());
        }
        assertEquals(List.copyOf(sorted(expected)), afterRestart(kind));
    }

    private static Block add(Blocks blocks, Block one) throws IOException {
        blocks.add(one);
        return one;
    }

    private static List<Block> sorted(List<Block> all) {
        return all.stream()
                .sorted((one, other) -> one.account().compareTo(other.account()))
                .toList();
    }
}
