// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import argine.guard.Decision;
import argine.guard.Mode;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Rewriting;
import argine.guard.Rule;
import argine.guard.Stage;
import argine.mail.Address;
import java.util.Optional;

/**
 * Refuses a submission whose envelope sender or From header is not one of the account's own
 * addresses.
 *
 * <p>A stolen password is worth most to a spammer who may put any name on the mail. The null sender
 * passes here, because mail programs send read receipts with it; it has a small budget of its own,
 * and the From header of such a message must belong to the account like any other. Of several From
 * addresses each must. {@code Sender:} and {@code Resent-From:} excuse nothing.
 */
final class SenderMatchesLogin implements Rule {
    private final Ownership ownership;
    private final Mode mode;

    SenderMatchesLogin(Ownership ownership, Mode mode) {
        this.ownership = ownership;
        this.mode = mode;
    }

    @Override
    public Mode mode() {
        return mode == Mode.REPORT ? Mode.REPORT : Mode.ENFORCE;
    }

    @Override
    public Decision judge(Question question) {
        if (!question.hasAccount() || !names(question.request().stage())) {
            return Decision.PASS;
        }
        Optional<Address> foreign = foreign(question);
        if (foreign.isEmpty()) {
            return Decision.PASS;
        }
        return mode == Mode.REWRITE
                ? rewritten(question)
                : new Decision.Reject(
                        Reason.of(
                                "sender",
                                "5.7.1",
                                question.account() + " may not send as <" + foreign.get() + ">"));
    }

    private static boolean names(Stage stage) {
        return switch (stage) {
            case MAIL, RCPT, DATA, END_OF_MESSAGE -> true;
            case CONNECT, HELO, LOGIN_BEFORE, LOGIN_AFTER, QUESTION -> false;
        };
    }

    /** Before the message is here there is nothing to change yet. */
    private static Decision rewritten(Question question) {
        return question.request().stage() == Stage.END_OF_MESSAGE
                ? Decision.rewriting(new Rewriting(Address.of(question.account())))
                : Decision.PASS;
    }

    private Optional<Address> foreign(Question question) {
        PolicyRequest request = question.request();
        Address sender = request.envelope().sender();
        if (!sender.isNull() && !ownership.owns(question.account(), sender)) {
            return Optional.of(sender);
        }
        return request.headerFrom().stream()
                .filter(one -> !ownership.owns(question.account(), one))
                .findFirst();
    }
}
