// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.mail.Reaction;
import argine.mail.Seen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Refusals refusals = new Refusals();

    private record Known(String domain, long answers, long first, long last, boolean takesAgain) {
        private static Known of(Refusals.ByDomain one) {
            return new Known(one.domain, one.answers, one.first, one.last, one.takesAgain());
        }
    }

    private List<Known> known() {
        return refusals.domains().stream().map(Known::of).toList();
    }

    private void answers(String recipient, Reaction reaction, long micros) {
        Seen seen = Seen.at(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), "mx");
        refusals.answered(Address.of(recipient), reaction, "", seen);
    }

    @Test
    void onlyARefusalForSpamOrReputationCounts() {
        answers("eva@far.test", Reaction.NO_SUCH_RECIPIENT, 1);
        answers("eva@far.test", Reaction.GREYLISTED, 2);
        answers("eva@far.test", Reaction.UNREACHABLE, 3);
        answers("eva@far.test", Reaction.POLICY, 4);
        answers("tom@far.test", Reaction.POLICY, 5);
        assertEquals(List.of(new Known("far.test", 2, 4, 5, false)), known());
    }

    @Test
    void whoTakesMailAgainRefusesNoMoreUntilTheNextRefusal() {
        answers("eva@far.test", Reaction.POLICY, 4);
        refusals.delivered("other.test", 5);
        refusals.delivered("far.test", 6);
        refusals.delivered("far.test", 7);
        assertEquals(List.of(new Known("far.test", 1, 4, 4, true)), known());
        assertEquals(6, refusals.domains().iterator().next().taken);
        answers("eva@far.test", Reaction.POLICY, 8);
        assertEquals(List.of(new Known("far.test", 2, 4, 8, false)), known());
    }

    @Test
    void whomAThiefWritesToDoesNotTakeMemoryWithoutEnd() {
        answers("b@d7.test", Reaction.POLICY, 0);
        IntStream.range(0, 20_000).forEach(i -> answers("a@d" + i + ".test", Reaction.POLICY, i));
        assertTrue(known().size() <= 5_000, () -> "" + known().size());
        assertEquals(
                List.of(new Known("d7.test", 2, 0, 7, false)),
                known().stream().filter(one -> one.domain().equals("d7.test")).toList());
    }
}
