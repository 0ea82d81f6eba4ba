// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a JSON object that came in; of another type than expected is as good as absent. */
public final class Fields {
    private static final int DEEPEST = 8;
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode node;

    private Fields(JsonNode node) {
        this.node = node;
    }

    /** Nothing when it is not a JSON object, or one with a field that comes twice. */
    public static Optional<Fields> of(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node != null && node.isObject()
                    ? Optional.of(new Fields(node))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    public String text(String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : "";
    }

    boolean flag(String name) {
        return node.path(name).isBoolean() && node.path(name).booleanValue();
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** A whole number from 0 on; 0 where there is none. */
    public long number(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Math.max(0, value.longValue())
                : 0;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : node.path(name)) {
            if (value.isString()) {
                texts.add(value.stringValue());
            }
        }
        return texts;
    }

    Fields object(String name) {
        return new Fields(node.path(name));
    }
}
