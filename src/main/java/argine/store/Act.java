// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of a journal: a word that says what is done, when, and named values in their order.
 *
 * <p>It is written for people to read as well, so the names are words. Filled by one thread before
 * it is written, and not changed afterwards.
 */
public final class Act {
    /** A value: a text, a number or some texts. */
    sealed interface Value {
        record Text(String text) implements Value {}

        record Whole(long number) implements Value {}

        record Texts(List<String> texts) implements Value {}
    }

    private final String word;
    private final Instant at;
    private final SequencedMap<String, Value> values = new LinkedHashMap<>();

    public Act(String word, Instant at) {
        this.word = word;
        this.at = at;
    }

    public Act with(String name, String text) {
        values.put(name, new Value.Text(text));
        return this;
    }

    public Act with(String name, long number) {
        values.put(name, new Value.Whole(number));
        return this;
    }

    public Act with(String name, List<String> texts) {
        values.put(name, new Value.Texts(List.copyOf(texts)));
        return this;
    }

    public String word() {
        return word;
    }

    public Instant at() {
        return at;
    }

    /** A value that is a text; empty where there is none. */
    public String text(String name) {
        return values.get(name) instanceof Value.Text(String text) ? text : "";
    }

    /** A value that is a number, if it is there. */
    public Optional<Long> number(String name) {
        return values.get(name) instanceof Value.Whole(long number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /** A value that is a list; empty where there is none. */
    public List<String> texts(String name) {
        return values.get(name) instanceof Value.Texts(List<String> texts) ? texts : List.of();
    }

    Map<String, Value> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Act act
                && word.equals(act.word)
                && at.equals(act.at)
                && values.equals(act.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(word, at, values);
    }

    @Override
    public String toString() {
        return word + " at " + at + " " + values;
    }
}
