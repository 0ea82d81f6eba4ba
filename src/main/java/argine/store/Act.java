// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        void writeTo(ActWriter writer);

        record Text(String text) implements Value {
            @Override
            public void writeTo(ActWriter writer) {
                writer.text(text);
            }
        }

        record Whole(long number) implements Value {
            @Override
            public void writeTo(ActWriter writer) {
                writer.number(number);
            }
        }

        record Texts(List<String> texts) implements Value {
            @Override
            public void writeTo(ActWriter writer) {
                writer.texts(texts);
            }
        }
    }

    /** A value and its name. */
    record Named(String name, Value value) {}

    private static final int USUAL = 12;
    private static final Value NOTHING = new Value.Texts(List.of());

    private final String word;
    private final Instant at;
    private final List<Named> values = new ArrayList<>(USUAL);

    public Act(String word, Instant at) {
        this.word = word;
        this.at = at;
    }

    public Act with(String name, String text) {
        return with(name, new Value.Text(text));
    }

    public Act with(String name, long number) {
        return with(name, new Value.Whole(number));
    }

    public Act with(String name, List<String> texts) {
        return with(name, new Value.Texts(List.copyOf(texts)));
    }

    private Act with(String name, Value value) {
        values.add(new Named(name, value));
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
        return of(name) instanceof Value.Text(String text) ? text : "";
    }

    /** A value that is a number, if it is there. */
    public Optional<Long> number(String name) {
        return of(name) instanceof Value.Whole(long number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /** A value that is a list; empty where there is none. */
    public List<String> texts(String name) {
        return of(name) instanceof Value.Texts(List<String> texts) ? texts : List.of();
    }

    /** Of a name that stands twice the last one counts. */
    private Value of(String name) {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).name().equals(name)) {
                return values.get(i).value();
            }
        }
        return NOTHING;
    }

    List<Named> values() {
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
