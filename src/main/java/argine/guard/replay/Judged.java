// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Decision;
import argine.guard.Reason;
import java.time.Instant;
import java.util.Optional;

/** What became of the messages of one account under the rules. */
public final class Judged {
    private final String account;
    private long messages;
    private long recipients;
    private long refusedMessages;
    private long refusedRecipients;
    private long underOtherNames;
    private Optional<Objection> first = Optional.empty();

    /**
     * The first message that did not pass.
     *
     * @param decision {@code defer}, {@code hold} or {@code reject}
     * @param reachedBefore recipients of the account's messages that had passed by then
     */
    public record Objection(Instant at, String decision, String rule, long reachedBefore) {}

    Judged(String account) {
        this.account = account;
    }

    void take(PastMessage message, Decision decision, boolean underOtherName) {
        if (underOtherName) {
            underOtherNames++;
        }
        decision.why().ifPresent(why -> objected(message, decision, why));
        messages++;
        recipients += message.count();
    }

    private void objected(PastMessage message, Decision decision, Reason why) {
        if (first.isEmpty()) {
            first =
                    Optional.of(
                            new Objection(message.at(), decision.word(), why.rule(), recipients));
        }
        refusedMessages++;
        refusedRecipients += message.count();
    }

    public String account() {
        return account;
    }

    public long messages() {
        return messages;
    }

    public long recipients() {
        return recipients;
    }

    /** Messages that would not have passed when they came. */
    public long refusedMessages() {
        return refusedMessages;
    }

    public long refusedRecipients() {
        return refusedRecipients;
    }

    /** Messages that passed and were reported as sent under somebody else's name. */
    public long underOtherNames() {
        return underOtherNames;
    }

    public Optional<Objection> first() {
        return first;
    }
}
