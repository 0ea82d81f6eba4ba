// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import argine.server.icewarp.queue.IcewarpQueue;
import argine.server.icewarp.session.Logins;
import argine.server.postfix.PostfixQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the queue of every server. */
class QueueContractTest {
    private static final Path EXAMPLE = Path.of("examples/breach/queue");

    @TempDir Path folder;

    /** A server whose queue can be read. */
    enum Kind {
        POSTFIX("deferred") {
            @Override
            Queue queue(Path folder, Content content) {
                return new PostfixQueue(folder, content);
            }

            @Override
            void message(Path folder, int number) throws IOException {
                Path from = examples().get(number % examples().size());
                Path to = folder.resolve("8%05dF00".formatted(number));
                Files.createDirectories(folder);
                Files.copy(from, to);
            }
        },
        ICEWARP("retry") {
            @Override
            Queue queue(Path folder, Content content) {
                return new IcewarpQueue(folder, Optional.empty(), content, new Logins());
            }

            @Override
            void message(Path folder, int number) throws IOException {
                String id = "AAA%05d".formatted(number);
                Files.createDirectories(folder);
                Files.write(
                        folder.resolve(id + ".tmp"),
                        ("LocalSender: rossi@example.org\nMsgID: " + id + "\n\nFrom: a@b\n\ntext\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        };

        private final String retries;

        Kind(String retries) {
            this.retries = retries;
        }

        abstract Queue queue(Path folder, Content content);

        abstract void message(Path folder, int number) throws IOException;

        private static List<Path> examples() throws IOException {
            try (Stream<Path> files = Files.walk(EXAMPLE)) {
                return files.filter(Files::isRegularFile).sorted().toList();
            }
        }
    }

    private Path retries(Kind kind) {
        return folder.resolve(kind.retries);
    }

    private Queue queue(Kind kind) {
        return kind.queue(folder, Content.TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void messagesThatAreTriedAgainAreDeferred(Kind kind) throws IOException {
        kind.message(retries(kind), 1);
        List<QueuedMessage> messages = new ArrayList<>();
        Queue.Summary summary = queue(kind).read(messages::add);
        assertEquals(1, summary.messages());
        assertEquals(Place.DEFERRED, messages.getFirst().place());
        assertEquals("rossi@example.org", messages.getFirst().envelope().account());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadAndWhatIsLookedAtIsTheSame(Kind kind) throws IOException {
        for (int i = 0; i < 40; i++) {
            kind.message(retries(kind), i);
        }
        TreeMap<String, Object> read = new TreeMap<>();
        TreeMap<String, Object> looked = new TreeMap<>();
        kind.queue(folder, Content.NONE).read(m -> read.put(m.file(), m.envelope()));
        queue(kind).look(() -> (message, _) -> message, m -> looked.put(m.file(), m.envelope()));
        assertEquals(40, read.size());
        assertEquals(read, looked);
    }

    @ParameterizedTest
    @EnumSource
    void linksAndFilesThatAreNoMessagesChangeNothing(Kind kind) throws IOException {
        kind.message(retries(kind), 1);
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-elsewhere");
        kind.message(elsewhere, 2);
        try (Stream<Path> files = Files.list(elsewhere)) {
            Path file = files.findFirst().orElseThrow();
            Files.createSymbolicLink(retries(kind).resolve("899999F00"), file);
            Files.createSymbolicLink(retries(kind).resolve("folder"), elsewhere);
        }
        Files.writeString(retries(kind).resolve("Thumbs.db"), "\u0000\u0001");
        assertEquals(1, queue(kind).read(_ -> {}).messages());
    }

    @ParameterizedTest
    @EnumSource
    void messagesThatVanishMeanwhileAreNoTrouble(Kind kind) throws IOException {
        for (int i = 0; i < 500; i++) {
            kind.message(retries(kind), i);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(retries(kind))) {
            files = all.toList();
        }
        AtomicInteger seen = new AtomicInteger();
        Queue.Summary summary =
                queue(kind)
                        .read(
                                _ -> {
                                    if (seen.getAndIncrement() == 0) {
                                        files.forEach(file -> file.toFile().delete());
                                    }
                                });
        assertEquals(List.of(), summary.trouble());
        assertTrue(summary.messages() + summary.vanished() <= 500, summary::toString);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSinkThrowsEndsTheReading(Kind kind) throws IOException {
        for (int i = 0; i < 50; i++) {
            kind.message(retries(kind), i);
        }
        RuntimeException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                queue(kind)
                                        .read(
                                                _ -> {
                                                    throw new IllegalStateException("enough");
                                                }));
        assertEquals("enough", thrown.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void messagesReachTheSinkOneAtATimeAndOnce(Kind kind) throws IOException {
        for (int i = 0; i < 2_000; i++) {
            kind.message(retries(kind), i);
        }
        AtomicInteger inside = new AtomicInteger();
        TreeSet<String> files = new TreeSet<>();
        Queue.Summary summary =
                queue(kind)
                        .read(
                                message -> {
                                    assertEquals(1, inside.incrementAndGet());
                                    files.add(message.file());
                                    inside.decrementAndGet();
                                });
        assertEquals(2_000, summary.messages());
        assertEquals(2_000, files.size());
    }

    @ParameterizedTest
    @EnumSource
    void aQueueThatIsNotThereCouldNotBeRead(Kind kind) {
        Queue gone = kind.queue(folder.resolve("gone"), Content.NONE);
        assertThrows(IOException.class, () -> gone.read(_ -> {}));
    }
}
