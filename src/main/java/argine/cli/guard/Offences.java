// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.Seen;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells what the log says against clients.
 *
 * <p>A log names no wrong password, so failures at one login from one client are one. What somebody
 * does who has logged in is not held against their address, and neither are bounces: a stranger
 * wrote under that name.
 *
 * @param sessionsCheck whether passwords are checked in the sessions themselves, as IceWarp does
 */
record Offences(Consumer<Offence> offended, BooleanSupplier sessionsCheck)
        implements Consumer<MailEvent> {
    /** Only who checks passwords knows that one was wrong; the others say so of refusals too. */
    private static final String PASSWORD_CHECK = "auth";

    @Override
    public void accept(MailEvent event) {
        switch (event) {
            case MailEvent.Connected e ->
                    offended.accept(offence(e.client(), Ground.CONNECTIONS, e.seen()));
            case MailEvent.Disconnected e when e.commands().resets() > 0 ->
                    offended.accept(
                            offence(e.client(), Ground.RESETS, e.seen())
                                    .times(e.commands().resets()));
            case MailEvent.LoginFailed e
                    when e.service().equals(PASSWORD_CHECK) || sessionsCheck.getAsBoolean() ->
                    offended.accept(
                            offence(e.client(), Ground.FAILED_LOGINS, e.seen()).by(e.account()));
            case MailEvent.Rejected e when e.account().isEmpty() && !e.sender().isNull() ->
                    ground(e.reason())
                            .ifPresent(
                                    ground ->
                                            offended.accept(
                                                    offence(e.client(), ground, e.seen())
                                                            .marked(e.recipient().toString())));
            default -> {} // says nothing against a client
        }
    }

    private static Offence offence(ClientAddress client, Ground ground, Seen seen) {
        return Offence.of(client, ground, Source.LOG).at(seen.at());
    }

    private static Optional<Ground> ground(MailEvent.Refusal reason) {
        return switch (reason) {
            case NO_SUCH_USER -> Optional.of(Ground.UNKNOWN_USERS);
            case RELAY_DENIED -> Optional.of(Ground.RELAYING);
            case BLOCK_LIST -> Optional.of(Ground.LISTED);
            case NOT_OWNED, MILTER, LIMIT, OTHER -> Optional.empty();
        };
    }
}
