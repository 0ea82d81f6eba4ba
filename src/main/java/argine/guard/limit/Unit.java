// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.store.count.Meter;
import java.util.Optional;
import java.util.stream.Stream;

/** What a limit counts. */
public enum Unit {
    /** Recipients elsewhere; one who is named twice in a message is one. */
    RECIPIENTS("recipients", Meter.Kind.SUM),
    /** Recipients with a mailbox on this server. */
    INTERNAL_RECIPIENTS("internal recipients", Meter.Kind.SUM),
    /** Recipients elsewhere who use up nothing of the other units. */
    EXEMPT_RECIPIENTS("exempt recipients", Meter.Kind.SUM),
    /** Messages with a recipient elsewhere. */
    MESSAGES("messages", Meter.Kind.SUM),
    /** Size of messages with a recipient elsewhere, each rounded up to 1024 bytes. */
    SIZE("MB", Meter.Kind.SUM),
    /** Different recipients elsewhere. */
    DISTINCT_RECIPIENTS("distinct recipients", Meter.Kind.DISTINCT),
    /** Recipients elsewhere to whom the account never wrote before. */
    NEW_RECIPIENTS("new recipients", Meter.Kind.FIRST),
    /** Different recipients that turned out not to exist. */
    FAILED_RECIPIENTS("failed recipients", Meter.Kind.DISTINCT),
    /** Messages with the null sender, sent under a login. */
    NULL_SENDERS("null-sender messages", Meter.Kind.SUM),
    /** What an account tried in vain; counted so that it can be seen, never a limit. */
    REFUSED_ATTEMPTS("refused attempts", Meter.Kind.SUM);

    private final String words;
    private final Meter.Kind kind;

    Unit(String words, Meter.Kind kind) {
        this.words = words;
        this.kind = kind;
    }

    /** As it is written in the configuration and in replies. */
    public String words() {
        return words;
    }

    Meter.Kind kind() {
        return kind;
    }

    static Optional<Unit> of(String words) {
        return Stream.of(values())
                .filter(unit -> unit != REFUSED_ATTEMPTS)
                .filter(unit -> unit.words.equals(words))
                .findFirst();
    }
}
