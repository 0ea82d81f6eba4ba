// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that did not simply pass, and how often it has come up since.
 *
 * <p>All that strangers can make long has a bound, so that a refusal is a line that can be read
 * back whatever is in it.
 *
 * @param code by which it is looked up
 * @param decision defer, hold, reject, or report where a rule only tells
 * @param subject whose message it was
 * @param texts what the client was told, each different text once, the latest last
 * @param counters how every limit stood: {@code account 300 recipients / hour: 298 + 5}
 * @param messages the last ones of the subject, one a line
 */
public record Refusal(
        String code,
        String rule,
        String decision,
        String subject,
        List<String> texts,
        Instant first,
        Instant last,
        long times,
        List<String> counters,
        List<String> messages) {
    /** So many different texts are kept; then the oldest but the first is forgotten. */
    static final int MOST_TEXTS = 10;

    static final int MAX_TEXT = 300;
    static final int MOST_COUNTERS = 40;
    static final int MOST_MESSAGES = 10;
    static final int MAX_LINE = 640;

    public Refusal {
        texts = bounded(texts, MOST_TEXTS, MAX_TEXT);
        counters = bounded(counters, MOST_COUNTERS, MAX_LINE);
        messages = bounded(messages, MOST_MESSAGES, MAX_LINE);
    }

    private static List<String> bounded(List<String> lines, int most, int length) {
        return lines.stream()
                .limit(most)
                .map(line -> line.length() <= length ? line : line.substring(0, length))
                .toList();
    }

    /** What the client was told last. */
    public String text() {
        return texts.isEmpty() ? "" : texts.getLast();
    }

    Refusal again(Instant now, String told) {
        List<String> all = new ArrayList<>(texts);
        all.remove(told);
        if (all.size() >= MOST_TEXTS) {
            all.remove(1);
        }
        all.add(told);
        return new Refusal(
                code, rule, decision, subject, all, first, now, times + 1, counters, messages);
    }

    Refusal under(String given) {
        return new Refusal(
                given, rule, decision, subject, texts, first, last, times, counters, messages);
    }
}
