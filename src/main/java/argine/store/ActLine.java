// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An act as a line of JSON that ends in its own checksum: {@code {"act":"held","at":"...",
 * ...,"sum":"1f2e3d4c"}}.
 *
 * <p>The sum (CRC-32C) is over every byte before {@code ,"sum"}: a line that was half written when
 * the power went, or damaged since, is not taken for one. What strangers wrote (a sender) is
 * escaped wherever a terminal might obey it, so that a journal can be looked at.
 */
final class ActLine {
    static final String SUM = ",\"sum\":\"";
    private static final int SUM_DIGITS = 8;
    private static final int SUM_LENGTH = SUM.length() + SUM_DIGITS + "\"}".length();
    private static final JsonFactory JSON = new JsonFactory();

    private ActLine() {}

    /** The act of a line, without its line end; nothing if the line is not whole. */
    static Optional<Act> read(ByteArrayOutputStream line) {
        byte[] bytes = line.toByteArray();
        int length = bytes.length - SUM_LENGTH;
        if (length <= 0 || !endsInSum(bytes, length)) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return read(parser);
        } catch (JacksonException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The sum of the first bytes, in hexadecimal. */
    static String sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static boolean endsInSum(byte[] bytes, int length) {
        String end = new String(bytes, length, SUM_LENGTH, StandardCharsets.ISO_8859_1);
        return end.equals(SUM + sum(bytes, length) + "\"}");
    }

    private static Optional<Act> read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        String word = member(parser, "act");
        Act act = new Act(word, Instant.parse(member(parser, "at")));
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            switch (parser.nextToken()) {
                case VALUE_STRING -> act.with(name, parser.getString());
                case VALUE_NUMBER_INT -> act.with(name, parser.getLongValue());
                case START_ARRAY -> act.with(name, texts(parser));
                default -> {
                    return Optional.empty();
                }
            }
        }
        act.values().removeIf(named -> named.name().equals("sum"));
        return Optional.of(act);
    }

    private static String member(JsonParser parser, String name) {
        boolean there =
                parser.nextToken() == JsonToken.PROPERTY_NAME
                        && name.equals(parser.currentName())
                        && parser.nextToken() == JsonToken.VALUE_STRING;
        return there ? parser.getString() : "";
    }

    private static List<String> texts(JsonParser parser) {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getString());
        }
        return texts;
    }
}
