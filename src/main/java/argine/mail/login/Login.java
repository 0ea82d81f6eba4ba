// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import argine.mail.login.LoginAnswer.Kind;
import argine.mail.smtp.SmtpDoor;
import argine.mail.smtp.SmtpReply;
import argine.mail.smtp.SmtpTalk;
import argine.mail.wire.Wire;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * One try to log in at a door of this host, as a mail program would, under TLS where it is offered.
 *
 * <p>A refusal counts against the address that it came from: the server lets that wait, and other
 * programs shut it out. So a loopback door is called from an address of the loopback network that
 * nobody else has, another one each time. Doors of other hosts are not called: the certificate is
 * not looked at, for here nobody stands between.
 *
 * @param patience until the door takes the call, and until each answer
 * @param judging until it says whether the password is right; a refusal is held back on purpose
 */
public record Login(Duration patience, Duration judging) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int REFUSED = 535;
    private static final String HELO = "argine.invalid";
    private static final int LOOPBACK = 127;

    /**
     * Tries once.
     *
     * @throws IOException when it could not be tried
     */
    public LoginAnswer at(LoginDoor door, String account, String password) throws IOException {
        Secret secret = new Secret(account, password);
        InetSocketAddress where =
                new InetSocketAddress(door.where().getHostString(), door.where().getPort());
        if (where.isUnresolved()) {
            throw new IOException("nobody knows the host " + where.getHostString());
        }
        insistOnThisHost(where.getAddress());
        return door.speech() == LoginDoor.Speech.SMTP
                ? smtp(where, door.tlsFirst(), secret)
                : others(where, door, secret);
    }

    private static void insistOnThisHost(InetAddress address) throws IOException {
        if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
            throw new IOException(
                    address.getHostAddress()
                            + " is not an address of this host; only those are asked");
        }
    }

    private static Optional<InetAddress> from(InetAddress to) throws IOException {
        if (!(to instanceof Inet4Address) || !to.isLoopbackAddress()) {
            return Optional.empty();
        }
        byte[] nobody = new byte[4];
        RANDOM.nextBytes(nobody);
        nobody[0] = LOOPBACK;
        nobody[1] = (byte) (LOOPBACK + 1 + (nobody[1] & 0x3F)); // far from what has a meaning here
        nobody[3] = (byte) (1 + (nobody[3] & 0x7F));
        return Optional.of(InetAddress.getByAddress(nobody));
    }

    private LoginAnswer smtp(InetSocketAddress where, boolean tlsFirst, Secret secret)
            throws IOException {
        secret.plain();
        SmtpDoor door = new SmtpDoor(where, tlsFirst, true, from(where.getAddress()), HELO);
        try (SmtpTalk talk = SmtpTalk.call(door, new Wire.Patience(patience, patience))) {
            talk.insistOnLogin();
            talk.await(judging);
            SmtpReply reply = talk.login(secret.account(), secret.password());
            Kind no = reply.code() == REFUSED ? Kind.REFUSED : Kind.UNCLEAR;
            String said = reply.code() + " " + reply.lines().getLast();
            return LoginAnswer.of(reply.isYes() ? Kind.LET_IN : no, said, secret);
        }
    }

    private LoginAnswer others(InetSocketAddress where, LoginDoor door, Secret secret)
            throws IOException {
        try (Wire wire =
                Wire.to(
                        where,
                        true,
                        from(where.getAddress()),
                        new Wire.Patience(patience, patience))) {
            if (door.tlsFirst()) {
                wire.encrypt();
            }
            return switch (door.speech()) {
                case IMAP -> new ImapLogin(wire, judging).as(secret);
                case POP3 -> new Pop3Login(wire, judging).as(secret);
                case SIEVE -> new SieveLogin(wire, judging).as(secret);
                case SMTP -> throw new IllegalStateException("SMTP has a dialogue of its own");
            };
        }
    }
}
