// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a row holds, column by column as text; a column that is NULL is left out.
 *
 * <p>As one text it is JSON. A value within a column that holds JSON itself is reached as {@code
 * column.key}.
 */
record Cells(SequencedMap<String, String> columns) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Cells parse(String text) {
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(text).properties()) {
            columns.put(entry.getKey(), entry.getValue().asString());
        }
        return new Cells(columns);
    }

    String text() {
        return JSON.writeValueAsString(columns);
    }

    Optional<String> of(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    /** The same with another value in one place; nothing of the value makes the place empty. */
    Cells with(String place, Optional<String> value) {
        SequencedMap<String, String> changed = new LinkedHashMap<>(columns);
        String column = SqlTable.column(place);
        Optional<String> cell = place.equals(column) ? value : within(place, value);
        cell.ifPresentOrElse(text -> changed.put(column, text), () -> changed.remove(column));
        return new Cells(changed);
    }

    private Optional<String> within(String place, Optional<String> value) {
        ObjectNode json = object(SqlTable.column(place)).orElseGet(JSON::createObjectNode);
        value.ifPresentOrElse(text -> json.put(key(place), text), () -> json.remove(key(place)));
        return Optional.of(JSON.writeValueAsString(json));
    }

    /**
     * The same with one place as it was earlier. Where a column of JSON differs in that place only,
     * all of it becomes what it was, byte for byte.
     */
    Cells restored(String place, Cells earlier) {
        String column = SqlTable.column(place);
        if (place.equals(column)) {
            return with(column, earlier.of(column));
        }
        ObjectNode mine = object(column).orElseGet(JSON::createObjectNode);
        ObjectNode theirs = earlier.object(column).orElseGet(JSON::createObjectNode);
        Optional<JsonNode> value = Optional.ofNullable(theirs.remove(key(place)));
        mine.remove(key(place));
        if (mine.equals(theirs)) {
            return with(column, earlier.of(column));
        }
        value.ifPresent(node -> mine.set(key(place), node));
        return with(column, Optional.of(JSON.writeValueAsString(mine)));
    }

    private static String key(String place) {
        return place.substring(place.indexOf('.') + 1);
    }

    private Optional<ObjectNode> object(String column) {
        try {
            return JSON.readTree(columns.getOrDefault(column, "")) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
