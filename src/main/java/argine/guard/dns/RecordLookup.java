// SPDX-License-Identifier: Apache-2.0
package argine.guard.dns;

import java.util.List;

/** Asks the DNS for the records of a name. */
@FunctionalInterface
public interface RecordLookup {
    /** Nobody is asked. */
    RecordLookup NONE = (_, _) -> new Answer.Trouble();

    /** What may be asked for. */
    enum Kind {
        A,
        AAAA,
        MX,
        TXT
    }

    /** What a name server said. */
    sealed interface Answer {
        /**
         * There are some.
         *
         * @param values at least one: addresses as people write them; names of mail servers,
         *     without a dot behind; texts, each whole
         */
        record Found(List<String> values) implements Answer {}

        /** There is no such name, or nothing of this kind under it. */
        record Nothing() implements Answer {}

        /** Nobody answered, or nobody who knows. */
        record Trouble() implements Answer {}
    }

    /**
     * The records of one kind under a name. It may take its time.
     *
     * @param name absolute, without a dot behind
     */
    Answer of(Kind kind, String name);
}
