// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import argine.mail.QueuedMessage.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * The decoded headers of a message and the beginning of its decoded text parts, plain and HTML.
 *
 * <p>The message comes from a stranger and is cut where reading stopped, so whatever is wrong with
 * it ends the reading and what was found until then stands.
 */
public record MessageText(Headers headers, String text) {
    public static final MessageText NONE = new MessageText(Headers.NONE, "");
    static final int MAX_TEXT = 16 * 1024;
    static final int MAX_HEADER = 1000;

    private static final int MAX_DEPTH = 20;
    private static final MimeConfig BOUNDS =
            MimeConfig.custom()
                    .setMaxLineLen(-1)
                    .setMaxHeaderCount(1000)
                    .setMaxHeaderLen(-1)
                    .build();

    /** Reads the first {@code length} bytes; without text it reads the headers only. */
    public static MessageText read(byte[] bytes, int length, boolean withText) {
        Reader reader = new Reader(withText);
        try {
            reader.read(new ByteArrayInputStream(bytes, 0, length));
        } catch (IOException | MimeException | RuntimeException _) {
            // A library that reads hostile bytes may stumble in any way; the message still counts.
        }
        return new MessageText(reader.headers(), reader.text.toString());
    }

    /** One pass over one message. */
    private static final class Reader {
        private final boolean withText;
        private final Map<String, String> fields = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private int depth;

        Reader(boolean withText) {
            this.withText = withText;
        }

        void read(InputStream message) throws IOException, MimeException {
            MimeTokenStream parts = new MimeTokenStream(BOUNDS);
            parts.parse(message);
            boolean inFirstHeader = true;
            EntityState state = parts.getState();
            while (state != EntityState.T_END_OF_STREAM && text.length() < MAX_TEXT) {
                switch (state) {
                    case T_FIELD -> keep(parts.getField(), inFirstHeader);
                    case T_END_HEADER -> inFirstHeader = false;
                    case T_START_MULTIPART, T_START_MESSAGE -> depth++;
                    case T_END_MULTIPART, T_END_MESSAGE -> depth--;
                    case T_BODY -> readBody(parts);
                    default -> {}
                }
                if (depth > MAX_DEPTH || (!inFirstHeader && !withText)) {
                    return;
                }
                state = parts.next();
            }
        }

        private void keep(Field field, boolean inFirstHeader) {
            if (inFirstHeader) {
                String name = field.getName().trim().toLowerCase(Locale.ROOT);
                switch (name) {
                    case "from",
                            "subject",
                            "message-id",
                            "reply-to",
                            "user-agent",
                            "x-mailer",
                            "x-php-originating-script",
                            "x-php-script",
                            "list-unsubscribe" ->
                            fields.putIfAbsent(name, decoded(field));
                    default -> {}
                }
            }
        }

        private void readBody(MimeTokenStream parts) throws IOException {
            if (parts.getBodyDescriptor().getMimeType().startsWith("text/")) {
                InputStream body = parts.getDecodedInputStream();
                byte[] bytes = body.readNBytes(MAX_TEXT - text.length());
                text.append(Charsets.decode(bytes, parts.getBodyDescriptor().getCharset()));
            }
        }

        Headers headers() {
            return new Headers(
                    field("from"),
                    field("subject"),
                    field("message-id"),
                    field("reply-to"),
                    fields.containsKey("user-agent") ? field("user-agent") : field("x-mailer"),
                    fields.containsKey("x-php-originating-script")
                            ? field("x-php-originating-script")
                            : field("x-php-script"),
                    fields.containsKey("list-unsubscribe"));
        }

        private String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /** The body of a field on one line, encoded words decoded, bounded. */
    private static String decoded(Field field) {
        ByteSequence raw = field.getRaw();
        String whole = raw == null ? "" : Charsets.decode(raw.toByteArray(), "");
        String body = whole.substring(whole.indexOf(':') + 1);
        String line = oneLine(body, 4 * MAX_HEADER);
        return oneLine(EncodedWords.decoded(line), MAX_HEADER);
    }

    private static String oneLine(String text, int most) {
        String bounded = text.substring(0, Math.min(text.length(), most));
        return bounded.replace("\r", "").replace("\n", "").strip();
    }
}
