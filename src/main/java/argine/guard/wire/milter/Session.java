// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.wire.Channels;
import argine.guard.wire.Judge;
import argine.guard.wire.MalformedException;
import argine.guard.wire.RobotHeaders;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.util.List;
import java.util.Optional;

/**
 * One SMTP session as the mail server tells it, and what is answered.
 *
 * <p>Recipients come in one by one and are only those that the server has accepted; the question is
 * put once, at the end of the message, and its answer is for all of them. {@code ABORT} means that
 * the next message begins: Postfix sends it, twice, after every message, accepted ones too.
 *
 * <p><b>Limits.</b> When another service has a message discarded or held at RCPT, Postfix plays the
 * message to the milter again as if it came from this host; that session ends before its message
 * does, so nothing is counted twice.
 */
final class Session {
    private static final byte[] SILENCE = {};

    private final String name;
    private final Judge judge;
    private final Channels channels;
    private final Macros macros = new Macros();
    private Optional<Agreement> agreement = Optional.empty();
    private Client client = Client.NONE;
    private Optional<Message> message = Optional.empty();
    private long messages;
    private boolean settled = true;

    Session(String name, Judge judge, Channels channels) {
        this.name = name;
        this.judge = judge;
        this.channels = channels;
    }

    /** The answer to one packet, nothing where none is wanted. */
    byte[] answer(Packet packet, int skipped) throws MalformedException {
        if (packet.command() == Command.NEGOTIATE) {
            Agreement agreed = Agreement.with(packet);
            agreement = Optional.of(agreed);
            return agreed.reply();
        }
        Agreement agreed =
                agreement.orElseThrow(
                        () -> new MalformedException("a milter client that offers nothing"));
        return switch (packet.command()) {
            case Command.MACROS -> {
                macros.keep(packet);
                yield SILENCE;
            }
            case Command.ABORT -> {
                abort();
                macros.forgetMessage();
                yield SILENCE;
            }
            case Command.QUIT_AND_REUSE -> {
                end();
                yield SILENCE;
            }
            default -> step(packet, skipped, agreed);
        };
    }

    private byte[] step(Packet packet, int skipped, Agreement agreed) throws MalformedException {
        byte[] reply =
                switch (packet.command()) {
                    case Command.CONNECT -> connected(packet);
                    case Command.HELO -> greeted(packet);
                    case Command.MAIL -> begun(packet);
                    case Command.RCPT -> addressed(packet);
                    case Command.HEADER -> header(packet);
                    case Command.BODY -> body(skipped);
                    case Command.END_OF_MESSAGE -> ended(packet, agreed);
                    case Command.DATA, Command.END_OF_HEADERS, Command.UNKNOWN -> Reply.goOn();
                    default ->
                            throw new MalformedException(
                                    "a milter packet of the kind " + (int) packet.command());
                };
        return agreed.wantsReplyTo(packet.command()) ? reply : SILENCE;
    }

    /** Name, zero, family, port in two bytes, address, zero. */
    private byte[] connected(Packet packet) {
        List<String> first = packet.strings(0);
        String host = first.isEmpty() ? "" : first.getFirst();
        int family = packet.endOfString() + 1;
        List<String> rest = packet.strings(family + 3);
        ClientAddress address =
                rest.isEmpty()
                        ? ClientAddress.NONE
                        : ClientAddress.parse(rest.getFirst()).orElse(ClientAddress.NONE);
        client = new Client(address, host, "", false);
        return simple(judge.decide(request(Stage.CONNECT)));
    }

    private byte[] greeted(Packet packet) {
        List<String> words = packet.strings(0);
        client =
                new Client(
                        client.address(),
                        client.name(),
                        words.isEmpty() ? "" : words.getFirst(),
                        client.encrypted());
        return Reply.goOn();
    }

    private byte[] begun(Packet packet) {
        abort();
        messages++;
        settled = false;
        message = Optional.of(new Message(address(packet)));
        return simple(judge.decide(request(Stage.MAIL)));
    }

    private byte[] addressed(Packet packet) throws MalformedException {
        current().recipient(address(packet));
        return Reply.goOn();
    }

    private byte[] header(Packet packet) throws MalformedException {
        List<String> pair = packet.strings(0);
        if (pair.size() >= 2) {
            current().header(pair.get(0), pair.get(1));
        }
        return Reply.goOn();
    }

    private byte[] body(int length) throws MalformedException {
        current().grow(length);
        return Reply.goOn();
    }

    private byte[] ended(Packet packet, Agreement agreed) throws MalformedException {
        Message whole = current();
        whole.grow(packet.length());
        Decision decision = judge.decide(request(Stage.END_OF_MESSAGE).signed(whole.signed()));
        settled = true;
        macros.forgetMessage();
        return Ending.of(decision, whole, agreed);
    }

    private Message current() throws MalformedException {
        return message.orElseThrow(
                () -> new MalformedException("a part of a message without MAIL"));
    }

    /** To a question that is not about a whole message there is no holding. */
    private static byte[] simple(Decision decision) {
        return decision.refuses()
                ? new Reply().refuse(Ending.escaped(decision.reply())).bytes()
                : Reply.goOn();
    }

    private PolicyRequest request(Stage stage) {
        String login = macros.get("{auth_authen}");
        Client known =
                new Client(
                        client.address(),
                        client.name(),
                        client.helo(),
                        !macros.get("{tls_version}").isEmpty());
        Channels.Way way =
                channels.of(
                        macros.get("{daemon_name}"),
                        login,
                        client.address(),
                        message.map(Message::robot).orElseGet(RobotHeaders::new));
        PolicyRequest request =
                PolicyRequest.at(stage, way.channel())
                        .in(transaction())
                        .by(login)
                        .comingFrom(way.origin())
                        .from(known);
        return message.map(Message::envelope).map(request::sending).orElse(request);
    }

    private Transaction transaction() {
        return new Transaction(name, name + "." + messages, macros.get("i"));
    }

    /** The next message begins; what was not asked about to its end is not sent. */
    private void abort() {
        if (!settled) {
            judge.aborted(transaction());
            settled = true;
        }
        message = Optional.empty();
    }

    /** The SMTP session is over; on the same connection another may follow. */
    void end() {
        abort();
        judge.closed(name);
        macros.forgetAll();
        client = Client.NONE;
    }

    /** Of MAIL and RCPT only the address; ESMTP parameters follow it. */
    private static Address address(Packet packet) {
        List<String> words = packet.strings(0);
        String text = words.isEmpty() ? "" : words.getFirst();
        boolean bracketed = text.length() >= 2 && text.startsWith("<") && text.endsWith(">");
        return Address.of(bracketed ? text.substring(1, text.length() - 1) : text);
    }
}
