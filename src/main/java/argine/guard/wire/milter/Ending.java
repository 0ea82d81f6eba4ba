// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import argine.guard.Decision;
import argine.guard.Reason;
import argine.guard.Rewriting;
import argine.guard.wire.FromAddresses;
import argine.mail.Address;
import java.util.Optional;

/**
 * The one answer at the end of a message.
 *
 * <p>What the mail server has not allowed the milter to do is replaced by the next stricter thing:
 * a message that cannot be held is put off, and so is one that cannot be changed.
 */
final class Ending {
    private Ending() {}

    static byte[] of(Decision decision, Message message, Agreement agreed) {
        return switch (decision) {
            case Decision.Pass(Optional<Rewriting> rewriting) ->
                    rewriting
                            .map(how -> rewritten(how.from(), message, agreed))
                            .orElseGet(Reply::goOn);
            case Decision.Hold(Reason reason) -> held(reason, agreed);
            case Decision.Defer _, Decision.Reject _ ->
                    new Reply().refuse(escaped(decision.reply())).bytes();
        };
    }

    private static byte[] held(Reason reason, Agreement agreed) {
        if (!agreed.may(Agreement.QUARANTINE)) {
            return new Reply().refuse("450 4.7.1 Please try again later").bytes();
        }
        return new Reply().quarantine("argine: " + reason.line()).accept().bytes();
    }

    private static byte[] rewritten(Address from, Message message, Agreement agreed) {
        if (!agreed.may(Agreement.CHANGE_HEADERS) || !agreed.may(Agreement.CHANGE_SENDER)) {
            return new Reply().refuse("450 4.7.1 Please try again later").bytes();
        }
        if (message.fromHeaders() > FromAddresses.MOST) {
            return new Reply().refuse("550 5.7.1 More From headers than anybody writes").bytes();
        }
        Reply reply = new Reply();
        for (int last = message.fromHeaders(); last > 1; last--) {
            reply.header(last, "From", "");
        }
        reply.header(1, "From", "<" + from + ">");
        if (!message.sender().isNull() && !message.sender().equals(from)) {
            reply.sender(from.toString());
        }
        return reply.goOnAfter().bytes();
    }

    /** A percent sign stands for itself when there are two: Sendmail formats the text. */
    static String escaped(String reply) {
        return reply.replace("%", "%%");
    }
}
