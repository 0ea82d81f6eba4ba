// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.guard.limit.Failure;
import argine.guard.wire.Judge;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A question of a script or of a mail server that has no protocol of its own, in JSON. */
final class JsonQuestion {
    private JsonQuestion() {}

    static HttpReply decide(Judge judge, Fields fields) {
        Optional<Stage> stage =
                constant(Stage.values(), fields.text("stage"), Stage.END_OF_MESSAGE);
        Optional<Channel> channel =
                constant(Channel.values(), fields.text("channel"), Channel.SUBMISSION);
        if (stage.isEmpty()) {
            return HttpReply.no(
                    400, "stage is none of mail, rcpt, end_of_message, login_before ...");
        }
        if (channel.isEmpty()) {
            return HttpReply.no(
                    400, "channel is none of submission, webmail, forward, list, script ...");
        }
        return HttpReply.json(
                Answers.decision(judge.decide(request(stage.get(), channel.get(), fields))));
    }

    static HttpReply report(Judge judge, Fields fields) {
        switch (fields.text("event")) {
            case "aborted" -> judge.aborted(transaction(fields));
            case "closed" -> judge.closed(fields.text("session"));
            case "failed_recipient" ->
                    judge.failed(
                            new Failure(
                                    fields.text("login"),
                                    ClientAddress.parse(fields.text("client"))
                                            .orElse(ClientAddress.NONE),
                                    Address.of(fields.text("recipient"))));
            case "offence" -> {
                return offence(judge, fields);
            }
            default -> {
                return HttpReply.no(
                        400, "event is none of aborted, closed, failed_recipient, offence");
            }
        }
        return HttpReply.json(Answers.done());
    }

    private static HttpReply offence(Judge judge, Fields fields) {
        Optional<Ground> ground =
                Ground.of(fields.text("ground")).filter(Ground.automatic()::contains);
        Optional<ClientAddress> client = ClientAddress.parse(fields.text("client"));
        if (ground.isEmpty() || client.isEmpty()) {
            return HttpReply.no(
                    400,
                    client.isEmpty()
                            ? "client is no address"
                            : "ground is none of spam, content, unknown-users, trap, listed ...");
        }
        judge.offended(
                Offence.of(client.get(), ground.get(), Source.REPORT)
                        .by(fields.text("login"))
                        .marked(fields.text("mark"))
                        .times(fields.number("amount")));
        return HttpReply.json(Answers.done());
    }

    private static PolicyRequest request(Stage stage, Channel channel, Fields fields) {
        return PolicyRequest.at(stage, channel)
                .in(transaction(fields))
                .by(fields.text("login"))
                .comingFrom(fields.text("origin"))
                .from(client(fields.object("client")))
                .sending(envelope(fields))
                .signed(addresses(fields.texts("headerFrom")))
                .checked(fields.text("spf"));
    }

    private static Transaction transaction(Fields fields) {
        return new Transaction(
                fields.text("session"), fields.text("instance"), fields.text("queueId"));
    }

    private static Client client(Fields fields) {
        return new Client(
                ClientAddress.parse(fields.text("address")).orElse(ClientAddress.NONE),
                fields.text("name"),
                fields.text("helo"),
                fields.flag("encrypted"));
    }

    private static Envelope envelope(Fields fields) {
        List<Address> recipients = addresses(fields.texts("recipients"));
        int count = (int) Math.min(Integer.MAX_VALUE, fields.number("count"));
        return new Envelope(
                Address.of(fields.text("sender")),
                recipients,
                Math.max(count, recipients.size()),
                fields.number("size"));
    }

    private static List<Address> addresses(List<String> texts) {
        return texts.stream().map(Address::of).toList();
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, String word, E absent) {
        if (word.isEmpty()) {
            return Optional.of(absent);
        }
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E one : all) {
            if (one.name().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
