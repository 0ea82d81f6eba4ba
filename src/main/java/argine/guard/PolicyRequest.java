// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.Address;
import java.util.List;
import java.util.Locale;

/**
 * One question of a mail server, in no protocol's words: may this client do this?
 *
 * @param login as the client gave it; empty when there was none
 * @param origin who it was where there is no login: {@code uid:33}, {@code vhost:shop.test}, {@code
 *     mailbox:rossi@corp.test}; empty when nobody knows
 * @param headerFrom every address of every From header; empty while the headers are not here
 * @param spf what the mail server found by SPF: {@code pass}, {@code fail} ...; empty where it did
 *     not look
 */
public record PolicyRequest(
        Stage stage,
        Channel channel,
        Transaction transaction,
        String login,
        String origin,
        Client client,
        Envelope envelope,
        List<Address> headerFrom,
        String spf) {
    /** No directory has longer names; what is longer is kept apart by its fingerprint. */
    static final int MAX_NAME = 512;

    public PolicyRequest {
        login = bounded(login);
        origin = bounded(origin);
        spf = bounded(spf);
        headerFrom = List.copyOf(headerFrom);
    }

    /** A name as it is asked about: what is too long is kept apart by its fingerprint. */
    public static String bounded(String name) {
        return name.length() <= MAX_NAME
                ? name
                : name.substring(0, MAX_NAME)
                        + "#"
                        + Long.toHexString(new Address(name, "").fingerprint());
    }

    /** A question about nothing yet; the methods below say what is known. */
    public static PolicyRequest at(Stage stage, Channel channel) {
        return new PolicyRequest(
                stage,
                channel,
                Transaction.NONE,
                "",
                "",
                Client.NONE,
                Envelope.NONE,
                List.of(),
                "");
    }

    public PolicyRequest in(Transaction known) {
        return new PolicyRequest(
                stage, channel, known, login, origin, client, envelope, headerFrom, spf);
    }

    public PolicyRequest by(String knownLogin) {
        return new PolicyRequest(
                stage, channel, transaction, knownLogin, origin, client, envelope, headerFrom, spf);
    }

    public PolicyRequest comingFrom(String knownOrigin) {
        return new PolicyRequest(
                stage, channel, transaction, login, knownOrigin, client, envelope, headerFrom, spf);
    }

    public PolicyRequest from(Client known) {
        return new PolicyRequest(
                stage, channel, transaction, login, origin, known, envelope, headerFrom, spf);
    }

    public PolicyRequest sending(Envelope known) {
        return new PolicyRequest(
                stage, channel, transaction, login, origin, client, known, headerFrom, spf);
    }

    public PolicyRequest signed(List<Address> known) {
        return new PolicyRequest(
                stage, channel, transaction, login, origin, client, envelope, known, spf);
    }

    public PolicyRequest checked(String knownSpf) {
        return new PolicyRequest(
                stage,
                channel,
                transaction,
                login,
                origin,
                client,
                envelope,
                headerFrom,
                knownSpf.toLowerCase(Locale.ROOT));
    }

    /** Whether somebody logged in. */
    public boolean hasLogin() {
        return !login.isEmpty();
    }
}
