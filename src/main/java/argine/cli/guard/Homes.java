// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells where logins are at home, by the log.
 *
 * <p>What was written before the guard began counts as well: else on its first day nobody is at
 * home anywhere, and an office whose telephones have old passwords looks like a guesser.
 *
 * @param loggedIn told of a login and the client from which its password was right
 */
record Homes(BiConsumer<String, ClientAddress> loggedIn) implements Consumer<MailEvent> {

    @Override
    public void accept(MailEvent event) {
        switch (event) {
            case MailEvent.LoggedIn e -> loggedIn.accept(e.account(), e.client());
            case MailEvent.Submitted e when !e.account().isEmpty() ->
                    loggedIn.accept(e.account(), e.client());
            default -> {} // says nothing of where somebody is at home
        }
    }
}
