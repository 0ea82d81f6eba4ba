// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import java.util.HashSet;
import java.util.Set;
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
    private static final int MOST_REMEMBERED = 200_000;

    /**
     * Tells each login and client once: weeks of a log have a million, and each is written down.
     */
    static Homes once(BiConsumer<String, ClientAddress> loggedIn) {
        Set<String> told = new HashSet<>();
        return new Homes(
                (login, client) -> {
                    boolean full = told.size() >= MOST_REMEMBERED;
                    if (full || told.add(client + " " + login)) {
                        loggedIn.accept(login, client);
                    }
                });
    }

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
