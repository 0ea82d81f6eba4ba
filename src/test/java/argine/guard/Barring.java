// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.intrusion.Ground;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A guard that bars, a thief and an office, for tests. */
final class Barring implements AutoCloseable {
    static final String THIEF = "198.51.100.7";
    static final String OFFICE = "203.0.113.9";
    static final String ROSSI = "rossi@corp.test";

    final GuardOfTests world;

    Barring(Path folder) throws IOException {
        world = new GuardOfTests(folder, with(enforcing()));
    }

    @Override
    public void close() throws IOException {
        world.close();
    }

    static IntrusionSettings enforcing() {
        return IntrusionSettings.usual(Stance.ENFORCE);
    }

    static Configuration with(IntrusionSettings settings) {
        return Configuration.EMPTY.with(settings);
    }

    static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    Decision asked(Stage stage, String client, String login) {
        return world.guard.decide(
                PolicyRequest.at(stage, login.isEmpty() ? Channel.INBOUND : Channel.SUBMISSION)
                        .by(login)
                        .from(Client.at(at(client)))
                        .sending(
                                Envelope.of(
                                        Address.of("a@ext.test"),
                                        List.of(Address.of("rossi@corp.test")),
                                        0)));
    }

    /** A whole message, as a milter shows it. */
    Decision asksToWriteTo(String client, String... recipients) {
        return world.guard.decide(
                PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.INBOUND)
                        .from(Client.at(at(client)))
                        .sending(
                                Envelope.of(
                                        Address.of("a@ext.test"),
                                        Stream.of(recipients).map(Address::of).toList(),
                                        0)));
    }

    boolean isRefused(String client) {
        return asked(Stage.RCPT, client, "").refuses();
    }

    boolean mayLogIn(String client, String login) {
        return !asked(Stage.LOGIN_BEFORE, client, login).refuses();
    }

    void loggedIn(String client, String login) {
        asked(Stage.LOGIN_AFTER, client, login);
    }

    void wrong(String client, String login, String hash) {
        if (mayLogIn(client, login)) {
            world.guard.offended(
                    Offence.of(at(client), Ground.FAILED_LOGINS, Source.DOOR)
                            .by(login)
                            .marked(hash));
        }
    }

    void offend(String client, Ground ground, int times) {
        for (int i = 0; i < times; i++) {
            world.guard.offended(Offence.of(at(client), ground, Source.LOG));
        }
    }

    List<String> barred() {
        return world.guard.office().barred().stream()
                .map(bar -> bar.whom() + " " + bar.ground())
                .toList();
    }
}
