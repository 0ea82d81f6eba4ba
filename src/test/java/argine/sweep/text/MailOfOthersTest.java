// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Test;

/**
 * Decodes the messages on which others try their parsers, and compares with what a parser by the
 * book finds in them: every word of it must be shown.
 */
class MailOfOthersTest {
    private static final Path CORPORA =
            Path.of(
                    Optional.ofNullable(System.getenv("ARGINE_CORPORA"))
                            .orElse("../shared/corpora"));
    private static final int WORDS_MISSING_OF_A_THOUSAND = 5;

    /** Its boundary is longer than a line may be (998, RFC 5322), and most of its text. */
    private static final String BEYOND = "very-very-long-boundary.";

    @Test
    void everyWordThatAParserByTheBookFindsIsShown() throws IOException {
        long words = 0;
        long missing = 0;
        List<String> where = new ArrayList<>();
        for (Path file : messages()) {
            if (file.getFileName().toString().startsWith(BEYOND)) {
                continue;
            }
            byte[] message = Files.readAllBytes(file);
            String shown = Shown.of(message).seen.toString().toLowerCase(Locale.ROOT);
            for (String word : byTheBook(message).toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
                if (word.length() > 3) {
                    words++;
                    if (!shown.contains(word)) {
                        missing++;
                        where.add(file.getFileName() + ": " + word);
                    }
                }
            }
        }
        String found = missing + " of " + words + " words: " + where.stream().limit(40).toList();
        assertTrue(missing * 1000 <= words * WORDS_MISSING_OF_A_THOUSAND, found);
        assertTrue(words == 0 || words > 10_000, found);
    }

    @Test
    void everyMessageIsShownTheSameInPieces() throws IOException {
        for (Path file : messages()) {
            byte[] message = Files.readAllBytes(file);
            assertEquals(
                    Shown.of(message).seen.toString(),
                    Shown.of(message, 2048).seen.toString(),
                    file.toString());
        }
    }

    /** The plain text parts; HTML is shown without its tags, which a word count cannot know. */
    private static String byTheBook(byte[] message) throws IOException {
        StringWriter text = new StringWriter();
        try {
            MimeTokenStream parts = new MimeTokenStream(MimeConfig.PERMISSIVE);
            parts.parse(new ByteArrayInputStream(message));
            for (EntityState state = parts.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = parts.next()) {
                if (state == EntityState.T_BODY
                        && parts.getBodyDescriptor().getMimeType().equals("text/plain")) {
                    InputStream in = parts.getDecodedInputStream();
                    new InputStreamReader(in, StandardCharsets.ISO_8859_1).transferTo(text);
                    text.append('\n');
                }
            }
        } catch (Exception e) { // what the book does not allow ends its reading, not ours
            text.append('\n');
        }
        return text.toString();
    }

    private static List<Path> messages() throws IOException {
        List<Path> messages = new ArrayList<>();
        if (!Files.isDirectory(CORPORA)) {
            System.out.println("Not run: messages of others, no folder " + CORPORA);
            return messages;
        }
        try (Stream<Path> folders = Files.list(CORPORA)) {
            for (Path folder : folders.sorted().toList()) {
                String name = folder.getFileName().toString();
                if (name.startsWith("mime-") || name.startsWith("msg-")) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        files.filter(MailOfOthersTest::isMessage).sorted().forEach(messages::add);
                    }
                }
            }
        }
        return messages;
    }

    private static boolean isMessage(Path file) {
        return Files.isRegularFile(file)
                && !file.toString()
                        .matches(".*\\.(mbox|json|xml|tsv|md|yaml|yml|lua|py|toml|cf|pm|t)");
    }
}
