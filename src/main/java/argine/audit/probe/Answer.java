// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import argine.mail.smtp.SmtpReply;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server's reply says about what was asked.
 *
 * <p>Whatever is no yes is not a no: a server that is busy, that greylists or that does not like
 * something else than what was asked has not told. Only a refusal for that very reason shows that a
 * thief is refused as well.
 *
 * @param said the reply, or why there is none
 */
record Answer(Kind kind, String said) {

    /** What it comes to. */
    enum Kind {
        LET,
        REFUSED,
        NOT_TOLD,
        /** It could not be asked there, and need not be: nobody logs in there. */
        NOT_ASKED
    }

    /** Policy, in an enhanced status (RFC 3463). */
    private static final Pattern POLICY = Pattern.compile("5\\.7\\.[0-9]{1,3}\\b.*");

    private static final Pattern STATUS = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}\\b.*");

    /** Postfix says at RCPT what it thinks of all that came before. */
    private static final Pattern OF_CLIENT =
            Pattern.compile("(?:helo command|client host) rejected");

    private static final Pattern OF_SENDER = Pattern.compile("sender address rejected");
    private static final Pattern OF_RECIPIENT =
            Pattern.compile("recipient address rejected|\\brelay");

    /** In the words of servers that have no enhanced status, as Exim. */
    private static final Pattern NO_RELAY =
            Pattern.compile("\\brelay|authenticat|not permitted|prohibited|denied");

    private static final Pattern NOT_HIS =
            Pattern.compile("not (?:owned|allowed|permitted|authori[sz]ed)|mismatch|denied");

    private static final int AUTH_FIRST = 530;
    private static final int WRONG_PASSWORD = 535;
    private static final int TLS_FIRST = 538;

    /** The command is not known there, or not in use. */
    private static final Set<Integer> NO_SUCH_COMMAND = Set.of(500, 502, 503, 504);

    static Answer notTold(String why) {
        return new Answer(Kind.NOT_TOLD, why);
    }

    private static Answer of(SmtpReply reply, boolean refused) {
        Kind kind = reply.isYes() ? Kind.LET : refused ? Kind.REFUSED : Kind.NOT_TOLD;
        return new Answer(kind, reply.shown());
    }

    /** To a recipient elsewhere, from somebody without a login. */
    static Answer toRelay(SmtpReply reply) {
        return of(reply, isRefusal(reply, NO_RELAY, OF_SENDER));
    }

    /** To a sender that is not the login's, or to the first recipient after it. */
    static Answer toSender(SmtpReply reply) {
        return of(reply, isRefusal(reply, NOT_HIS, OF_RECIPIENT));
    }

    private static boolean isRefusal(SmtpReply reply, Pattern words, Pattern ofOther) {
        String text = text(reply);
        if (OF_CLIENT.matcher(text).find() || ofOther.matcher(text).find()) {
            return false;
        }
        if (reply.code() == AUTH_FIRST || reply.code() == WRONG_PASSWORD) {
            return true;
        }
        return isPermanent(reply)
                && (isPolicy(reply) || !hasStatus(reply) && words.matcher(text).find());
    }

    /** To AUTH before anything is encrypted. */
    static Answer toLoginInTheClear(SmtpReply reply) {
        if (reply.asksForMore()) {
            return new Answer(Kind.LET, reply.shown());
        }
        boolean no =
                NO_SUCH_COMMAND.contains(reply.code())
                        || reply.code() == AUTH_FIRST
                        || reply.code() == TLS_FIRST
                        || isPolicy(reply) && reply.code() != WRONG_PASSWORD;
        return of(reply, no);
    }

    /** To AUTH where none is offered: only where there is no such command does nobody log in. */
    static Answer toLoginThatIsNotOffered(SmtpReply reply) {
        return NO_SUCH_COMMAND.contains(reply.code())
                ? new Answer(Kind.NOT_ASKED, "nobody logs in there")
                : notTold("no login is offered there, and yet AUTH is answered: " + reply.shown());
    }

    private static boolean isPermanent(SmtpReply reply) {
        return reply.code() >= 500;
    }

    private static boolean isPolicy(SmtpReply reply) {
        return isPermanent(reply) && POLICY.matcher(last(reply)).matches();
    }

    private static boolean hasStatus(SmtpReply reply) {
        return STATUS.matcher(last(reply)).matches();
    }

    private static String last(SmtpReply reply) {
        return reply.lines().isEmpty() ? "" : reply.lines().getLast();
    }

    private static String text(SmtpReply reply) {
        return String.join(" ", reply.lines()).toLowerCase(Locale.ROOT);
    }
}
