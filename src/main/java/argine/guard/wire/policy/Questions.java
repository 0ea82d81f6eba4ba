// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.policy;

import argine.guard.Client;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.wire.Channels;
import argine.guard.wire.MalformedException;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a question of a request's attributes.
 *
 * <p>A sender, recipient or login that looks odd stays as it is: what the guard cannot read it
 * counts under its raw form. Postfix's {@code policy_context} may name the channel.
 */
final class Questions {
    private static final String KIND = "smtpd_access_policy";

    private final Supplier<Channels> channels;

    Questions(Supplier<Channels> channels) {
        this.channels = channels;
    }

    PolicyRequest of(Map<String, String> attributes, String session) throws MalformedException {
        if (!KIND.equals(attributes.get("request"))) {
            throw new MalformedException("not a policy request");
        }
        Stage stage = stage(text(attributes, "protocol_state"));
        ClientAddress address =
                ClientAddress.parse(text(attributes, "client_address")).orElse(ClientAddress.NONE);
        String login = text(attributes, "sasl_username");
        return PolicyRequest.at(
                        stage,
                        channels.get().of(text(attributes, "policy_context"), login, address))
                .in(
                        new Transaction(
                                session,
                                text(attributes, "instance"),
                                text(attributes, "queue_id")))
                .by(login)
                .from(
                        new Client(
                                address,
                                text(attributes, "client_name"),
                                text(attributes, "helo_name"),
                                !text(attributes, "encryption_protocol").isEmpty()))
                .sending(envelope(attributes, stage));
    }

    private static Envelope envelope(Map<String, String> attributes, Stage stage) {
        Address sender = Address.of(text(attributes, "sender"));
        String recipient = text(attributes, "recipient");
        long size = number(text(attributes, "size"));
        int count = (int) Math.min(Integer.MAX_VALUE, number(text(attributes, "recipient_count")));
        if (recipient.isEmpty()) {
            return Envelope.counted(sender, count, size);
        }
        int known = stage == Stage.RCPT || stage == Stage.QUESTION ? 1 : Math.max(1, count);
        return new Envelope(sender, List.of(Address.of(recipient)), known, size);
    }

    /** A state that a later Postfix adds is a question like VRFY: nothing is sent by it. */
    private static Stage stage(String state) {
        return switch (state) {
            case "CONNECT" -> Stage.CONNECT;
            case "HELO", "EHLO" -> Stage.HELO;
            case "MAIL" -> Stage.MAIL;
            case "RCPT" -> Stage.RCPT;
            case "DATA" -> Stage.DATA;
            case "END-OF-MESSAGE" -> Stage.END_OF_MESSAGE;
            default -> Stage.QUESTION;
        };
    }

    private static String text(Map<String, String> attributes, String name) {
        return attributes.getOrDefault(name, "");
    }

    /** A number of Postfix; what is none is 0. */
    private static long number(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || number > Long.MAX_VALUE / 10 - 9) {
                return 0;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
