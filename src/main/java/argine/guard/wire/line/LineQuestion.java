// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.line;

import argine.guard.Client;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.wire.Channels;
import argine.guard.wire.FromAddresses;
import argine.guard.wire.MalformedException;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question as Exim puts it: a word, then {@code name=value} with a tab before each.
 *
 * <p>A name that comes twice makes no sense: it was in an address that somebody chose.
 *
 * <p>Of From headers as long as Exim gives at most (64 KiB) nobody knows what it left out: somebody
 * signed them whom no account owns.
 */
record LineQuestion(Stage stage, Map<String, String> values) {
    private static final Map<String, Stage> STAGES =
            Map.of(
                    "connect", Stage.CONNECT,
                    "mail", Stage.MAIL,
                    "rcpt", Stage.RCPT,
                    "data", Stage.END_OF_MESSAGE);
    static final Set<String> NAMES =
            Set.of(
                    "login",
                    "ip",
                    "name",
                    "helo",
                    "tls",
                    "from",
                    "to",
                    "count",
                    "size",
                    "session",
                    "instance",
                    "queueid",
                    "header",
                    "channel",
                    "origin",
                    "spf");

    private static final int WHOLE = 65_000;
    private static final Address CUT = new Address("From of more than 65,000 characters", "");

    static LineQuestion of(String line) throws MalformedException {
        String[] words = line.split("\t", -1);
        Stage stage = STAGES.get(words[0]);
        if (stage == null) {
            throw new MalformedException(
                    "a line that begins with none of connect, mail, rcpt, data");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String name = equals < 0 ? words[i] : words[i].substring(0, equals);
            if (equals < 0
                    || !NAMES.contains(name)
                    || values.put(name, words[i].substring(equals + 1)) != null) {
                throw new MalformedException("a line with a word that is not name=value, once");
            }
        }
        return new LineQuestion(stage, values);
    }

    PolicyRequest request(Channels channels) {
        ClientAddress address = ClientAddress.parse(value("ip")).orElse(ClientAddress.NONE);
        return PolicyRequest.at(stage, channels.of(value("channel"), value("login"), address))
                .in(new Transaction(value("session"), value("instance"), value("queueid")))
                .by(value("login"))
                .comingFrom(value("origin"))
                .from(new Client(address, value("name"), value("helo"), !value("tls").isEmpty()))
                .sending(envelope())
                .signed(signed())
                .checked(value("spf"));
    }

    private List<Address> signed() {
        String header = value("header");
        FromAddresses signed = new FromAddresses();
        signed.add(header);
        List<Address> all = new ArrayList<>(signed.all());
        if (header.length() >= WHOLE) {
            all.add(CUT);
        }
        return all;
    }

    private Envelope envelope() {
        List<Address> recipients = new ArrayList<>();
        for (String recipient : value("to").split(", ", -1)) {
            if (!recipient.isBlank()) {
                recipients.add(Address.of(recipient.strip()));
            }
        }
        int count = (int) Math.max(recipients.size(), number(value("count")));
        return new Envelope(Address.of(value("from")), recipients, count, number(value("size")));
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static long number(String digits) {
        try {
            return Math.clamp(Long.parseLong(digits), 0, Integer.MAX_VALUE);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
