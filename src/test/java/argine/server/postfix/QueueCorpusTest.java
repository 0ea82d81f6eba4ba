// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads other people's queue files and compares with what Postfix's own postcat says of them. */
class QueueCorpusTest {
    private static final Path CORPUS =
            Path.of(
                            Optional.ofNullable(System.getenv("ARGINE_CORPORA"))
                                    .orElse("../shared/corpora"))
                    .resolve("queue-postfix/dev");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    @Test
    void everyFileSaysWhatPostcatSays() throws IOException {
        int compared = 0;
        for (Path expected : expectations()) {
            String name = CORPUS.resolve("expected-postcat").relativize(expected).toString();
            Path file = CORPUS.resolve(name.substring(0, name.length() - ".txt".length()));
            assertEquals(postcat(expected), read(file), name);
            compared++;
        }
        assertTrue(compared == 0 || compared >= 42, "compared " + compared);
    }

    @Test
    void aSpoolOfRealMailIsReadWhole() throws IOException {
        if (!expectations().isEmpty()) {
            List<QueuedMessage> messages = new ArrayList<>();
            new PostfixQueue(CORPUS.resolve("spool-2011"), Content.TEXT).read(messages::add);
            assertEquals(27, messages.size());
            assertTrue(messages.stream().noneMatch(m -> m.headers().subject().isEmpty()));
        }
    }

    private static List<Path> expectations() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println("Not run: queue files of others, no folder " + CORPUS);
            return List.of();
        }
        try (Stream<Path> files = Files.walk(CORPUS.resolve("expected-postcat"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The envelope in postcat's words, each of them with its values in order. */
    private static Map<String, List<String>> postcat(Path expected) throws IOException {
        Map<String, List<String>> said = new TreeMap<>();
        for (String line : Files.readString(expected, StandardCharsets.ISO_8859_1).split("\n")) {
            String record = line.strip().replaceFirst("^[0-9]+ ", "");
            for (String word : List.of("sender: ", "recipient: ", "done_recipient: ")) {
                if (record.startsWith(word.strip())) {
                    add(said, word, record.substring(word.strip().length()).strip());
                }
            }
            if (record.startsWith("message_size:")) {
                add(said, "size", record.substring(13).strip().split(" +")[0]);
            } else if (record.startsWith("message_arrival_time: ")) {
                add(said, "time", record.substring(22).replace("  ", " "));
            } else if (record.startsWith("named_attribute: log_client_address=")) {
                add(said, "client", record.substring(36));
            } else if (record.startsWith("named_attribute: log_helo_name=")) {
                add(said, "helo", record.substring(31));
            } else if (record.startsWith("named_attribute: sasl_username=")) {
                add(said, "account", record.substring(31));
            }
        }
        return said;
    }

    private static Map<String, List<String>> read(Path file) throws IOException {
        QueuedMessage message;
        try (FileChannel channel = FileChannel.open(file)) {
            message =
                    new QueueFile(Content.HEADERS)
                            .read(new QueueId("ABCDEF"), Place.HOLD, "", 0, channel::read);
        }
        Map<String, List<String>> said = new TreeMap<>();
        add(said, "sender: ", message.envelope().sender().toString());
        for (Address address : message.envelope().recipients()) {
            add(said, "recipient: ", address.toString());
        }
        for (Address address : message.done()) {
            add(said, "done_recipient: ", address.toString());
        }
        add(said, "size", Long.toString(message.size()));
        add(said, "time", TIME.format(message.arrival().atOffset(ZoneOffset.UTC)));
        if (!message.envelope().client().equals(ClientAddress.NONE)) {
            add(said, "client", message.envelope().client().toString());
        }
        if (!message.envelope().helo().isEmpty()) {
            add(said, "helo", message.envelope().helo());
        }
        if (!message.envelope().account().isEmpty()) {
            add(said, "account", message.envelope().account());
        }
        return said;
    }

    private static void add(Map<String, List<String>> said, String word, String value) {
        said.computeIfAbsent(word, _ -> new ArrayList<>()).add(value);
    }
}
