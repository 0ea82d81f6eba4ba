// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.Optional;

/**
 * What a rule thinks of a request.
 *
 * <p>There is no "accept": Argine only ever narrows what the mail server already allows, so a rule
 * with nothing against a request passes it on to the next one. When two rules disagree the stricter
 * one wins. Holding is stricter than deferring: who is suspected gets their mail kept as evidence,
 * and is not told.
 */
@SuppressWarnings("ClassInitializationDeadlock") // Guard has initialised both before threads ask it
public sealed interface Decision {

    /** Nothing against it, except perhaps the name it is signed with. */
    record Pass(Optional<Rewriting> rewriting) implements Decision {}

    /** Try again later: the sender may be in the right, but not now. */
    record Defer(Reason reason) implements Decision {}

    /** Accepted, and kept where it is not delivered until somebody looked at it. */
    record Hold(Reason reason) implements Decision {}

    /** Refused for good. */
    record Reject(Reason reason) implements Decision {}

    Decision PASS = new Pass(Optional.empty());

    static Decision rewriting(Rewriting how) {
        return new Pass(Optional.of(how));
    }

    /** What it is called wherever it is told. */
    default String word() {
        return switch (this) {
            case Pass _ -> "pass";
            case Defer _ -> "defer";
            case Hold _ -> "hold";
            case Reject _ -> "reject";
        };
    }

    /** The stricter of two; of equals, this one. */
    default Decision orStricter(Decision other) {
        return other.weight() > weight() ? other : this;
    }

    /** Whether the mail server is to say no, now or for good. */
    default boolean refuses() {
        return this instanceof Defer || this instanceof Reject;
    }

    /** Why, unless it passes. */
    default Optional<Reason> why() {
        return switch (this) {
            case Pass _ -> Optional.empty();
            case Defer(Reason reason) -> Optional.of(reason);
            case Hold(Reason reason) -> Optional.of(reason);
            case Reject(Reason reason) -> Optional.of(reason);
        };
    }

    /** The same with a reason by which it can be looked up. */
    default Decision because(Reason reason) {
        return switch (this) {
            case Pass pass -> pass;
            case Defer _ -> new Defer(reason);
            case Hold _ -> new Hold(reason);
            case Reject _ -> new Reject(reason);
        };
    }

    /**
     * The SMTP reply: {@code 450 4.7.1 text (argine a7f3)}; empty when it passes or is held. A
     * status of {@code x.7.0} is about the client and no message, and has the code that says so.
     */
    default String reply() {
        return switch (this) {
            case Pass _, Hold _ -> "";
            case Defer(Reason reason) ->
                    (reason.status().equals("4.7.0") ? "421 " : "450 ") + reason.line();
            case Reject(Reason reason) ->
                    (reason.status().equals("5.7.0") ? "554 " : "550 ") + reason.line();
        };
    }

    private int weight() {
        return switch (this) { // no default: a new answer must be weighed here
            case Pass(Optional<Rewriting> rewriting) -> rewriting.isPresent() ? 1 : 0;
            case Defer _ -> 2;
            case Hold _ -> 3;
            case Reject _ -> 4;
        };
    }
}
