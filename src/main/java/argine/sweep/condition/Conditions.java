// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/** The table of contents: every condition, by the word that asks for it. */
public final class Conditions {
    /** Makes a condition of what somebody typed. */
    private interface Form {
        Condition of(String value, Terms terms);
    }

    private static final SequencedMap<String, Form> ALL = new LinkedHashMap<>();

    static {
        ALL.put("account", (value, _) -> new OfAccount(value));
        ALL.put("campaign", (value, _) -> new OfCampaign(value));
        ALL.put("client", (value, _) -> FromClient.of(value));
        ALL.put("sender", (value, _) -> new BySender(value));
        ALL.put("recipient", (value, _) -> new ToRecipient(value));
        ALL.put("recipient-domain", (value, _) -> new ToDomain(value));
        ALL.put("contains", Contains::of);
        ALL.put("matching", Matching::of);
        ALL.put("from", (value, _) -> new HeaderFrom(value));
        ALL.put("subject", (value, _) -> new HeaderSubject(value));
        ALL.put("place", (value, _) -> InPlace.of(value));
        ALL.put("older", (value, terms) -> new OlderThan(terms.moment(value), value));
        ALL.put("newer", (value, terms) -> new NewerThan(terms.moment(value), value));
        ALL.put("size", (value, _) -> OfSize.of(value));
    }

    private Conditions() {}

    public static Set<String> words() {
        return ALL.keySet();
    }

    /**
     * Makes the condition that a word asks for.
     *
     * @throws IllegalArgumentException when there is no such word or its value is none, with what
     *     would be one
     */
    public static Condition of(String word, String value, Terms terms) {
        Form form = ALL.get(word);
        if (form == null) {
            throw new IllegalArgumentException(
                    "there is no condition '" + word + "'; known: " + String.join(", ", words()));
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("--" + word + " needs a value");
        }
        return form.of(value, terms);
    }
}
