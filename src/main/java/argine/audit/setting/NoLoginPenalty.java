// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Dovecot's memory of addresses that guess is switched off: the socket through which it is asked
 * gets no permissions ({@code mode = 0}), which is how its manual says to do it.
 */
final class NoLoginPenalty implements LaxSetting {
    @Override
    public Stream<Finding> look(Configuration all) {
        return Listener.all(all).stream()
                .filter(
                        door ->
                                door.service().equals("anvil")
                                        && door.kind().equals("unix_listener")
                                        && door.name().equals("anvil-auth-penalty")
                                        && door.setting("mode", "0600").matches("0+"))
                .limit(1)
                .map(
                        door ->
                                new Finding(
                                        Severity.MEDIUM,
                                        "dovecot",
                                        door.title() + "/mode",
                                        door.setting("mode", ""),
                                        "an address that guesses passwords never has to wait longer"
                                                + " than the first time",
                                        "0600",
                                        Listener.command(List.of(door), "mode", "0600")));
    }
}
