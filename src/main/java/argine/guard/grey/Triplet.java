// SPDX-License-Identifier: Apache-2.0
package argine.guard.grey;

import argine.guard.PolicyRequest;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Under which name an attempt is remembered.
 *
 * <p>Clients are a /24 of IPv4 and a /64 of IPv6, because large senders try again from the machine
 * beside. Of a sender the tag behind a plus sign is left out and digits are all one, because lists
 * write a new sender for each message.
 */
final class Triplet {
    private static final int LONGEST = 120;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private Triplet() {}

    static String of(PolicyRequest request, Address recipient, GreySettings settings) {
        String owner = settings.wholeDomain() ? recipient.domain() : recipient.toString();
        String client = network(request.client().address()).toString();
        String from =
                switch (settings.by()) {
                    case IP -> client;
                    case SENDER -> sender(request.envelope().sender());
                    case SENDER_IP -> client + " " + sender(request.envelope().sender());
                    case IP_HELO -> client + " " + request.client().helo().toLowerCase(Locale.ROOT);
                };
        return settings.by().word() + " " + bounded(from) + " " + bounded(owner);
    }

    /** The name of a client by itself. */
    static String client(ClientAddress client) {
        return "client " + network(client);
    }

    private static Network network(ClientAddress client) {
        return Network.of(client, client.isV4() ? 24 : 64);
    }

    private static String sender(Address sender) {
        int plus = sender.local().indexOf('+');
        String local = plus > 0 ? sender.local().substring(0, plus) : sender.local();
        return bounded(DIGITS.matcher(bounded(local)).replaceAll("#") + "@" + sender.domain());
    }

    /** What is longer than anybody's name ends in a fingerprint of the whole. */
    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - 20)
                        + "#"
                        + Long.toHexString(new Address(text, "").fingerprint());
    }
}
