// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.guard.wire.Judge;
import argine.mail.ClientAddress;

/**
 * Dovecot's auth policy protocol: may this login go on, and how did it end?
 *
 * <p>Dovecot asks {@code allow} before it looks at the password and, when that was right, once
 * more; then it reports. It cannot be seen from a question which of the two it is, and both are
 * asked as the first one; that a password was right is known from the report. A contained account
 * is refused before its password is looked at, so nobody can learn whether they have the new one.
 */
final class AuthPolicy {
    private final Judge judge;

    AuthPolicy(Judge judge) {
        this.judge = judge;
    }

    HttpReply answer(String command, Fields fields) {
        return switch (command) {
            case "allow" ->
                    HttpReply.json(Answers.auth(judge.decide(login(Stage.LOGIN_BEFORE, fields))));
            case "report" -> {
                if (fields.flag("success")) {
                    judge.decide(login(Stage.LOGIN_AFTER, fields));
                } else if (isGuess(fields)) {
                    judge.offended(wrongPassword(fields));
                }
                yield HttpReply.json(Answers.auth(Decision.PASS));
            }
            default -> HttpReply.no(404, "no such command of the auth policy protocol");
        };
    }

    /** Whether it failed for what the client said; 2.4 tells when it was for anything else. */
    private static boolean isGuess(Fields fields) {
        return !fields.flag("policy_reject")
                && switch (fields.text("fail_type")) {
                    case "", "credentials", "account", "unknown" -> true;
                    default -> false;
                };
    }

    private static Offence wrongPassword(Fields fields) {
        return Offence.of(client(fields), Ground.FAILED_LOGINS, Source.DOOR)
                .by(fields.text("login"))
                .marked(fields.text("pwhash"));
    }

    private static ClientAddress client(Fields fields) {
        return ClientAddress.parse(fields.text("remote")).orElse(ClientAddress.NONE);
    }

    private static PolicyRequest login(Stage stage, Fields fields) {
        return PolicyRequest.at(stage, channel(fields.text("protocol")))
                .by(fields.text("login"))
                .from(new Client(client(fields), "", "", fields.flag("tls")));
    }

    /**
     * Postfix logs in as {@code smtp}, Dovecot's own proxy as {@code submission}; the rest reads.
     */
    private static Channel channel(String protocol) {
        return switch (protocol) {
            case "imap", "pop3", "sieve" -> Channel.MAILBOX;
            default -> Channel.SUBMISSION;
        };
    }
}
