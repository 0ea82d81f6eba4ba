// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.mail.ClientAddress;
import java.time.Instant;

/**
 * One thing a client did that counts against it.
 *
 * @param login that was tried, as the client gave it; empty where there was none
 * @param mark what tells two things apart where the same again counts nothing: of {@link
 *     Ground#FAILED_LOGINS} the fingerprint of the wrong password (empty where nobody made one:
 *     then each login counts once), of {@link Ground#UNKNOWN_USERS}, {@link Ground#RELAYING} and
 *     {@link Ground#TRAP} the recipient, of {@link Ground#OVERSIZED} the message
 * @param amount how often; of {@link Ground#SPAM} the score in hundredths
 * @param at when it was, or {@link #NOW}; what is older than its ground's time is not counted
 */
public record Offence(
        ClientAddress client,
        Ground ground,
        Source source,
        String login,
        String mark,
        long amount,
        Instant at) {
    /** For who has no clock and tells at once. */
    public static final Instant NOW = Instant.MAX;

    private static final int LONGEST = 512;

    public Offence {
        client = client.inner();
        login = bounded(login);
        mark = bounded(mark);
        amount = Math.max(1, amount);
    }

    /** Once and just now, without a login and a mark. */
    public static Offence of(ClientAddress client, Ground ground, Source source) {
        return new Offence(client, ground, source, "", "", 1, NOW);
    }

    public Offence at(Instant when) {
        return new Offence(client, ground, source, login, mark, amount, when);
    }

    public Offence by(String triedLogin) {
        return new Offence(client, ground, source, triedLogin, mark, amount, at);
    }

    public Offence marked(String given) {
        return new Offence(client, ground, source, login, given, amount, at);
    }

    public Offence times(long number) {
        return new Offence(client, ground, source, login, mark, number, at);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
