// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import java.time.Instant;
import java.util.List;

/**
 * Something that did not simply pass, and how often it has come up since.
 *
 * @param code by which it is looked up
 * @param decision defer, hold, reject, or report where a rule only tells
 * @param subject whose message it was
 * @param text what the client was told
 * @param counters how every limit stood: {@code account 300 recipients / hour: 298 + 5}
 * @param messages the last ones of the subject, one a line
 */
public record Refusal(
        String code,
        String rule,
        String decision,
        String subject,
        String text,
        Instant first,
        Instant last,
        long times,
        List<String> counters,
        List<String> messages) {

    public Refusal {
        counters = List.copyOf(counters);
        messages = List.copyOf(messages);
    }

    Refusal again(Instant now) {
        return new Refusal(
                code, rule, decision, subject, text, first, now, times + 1, counters, messages);
    }

    Refusal under(String given) {
        return new Refusal(
                given, rule, decision, subject, text, first, last, times, counters, messages);
    }
}
