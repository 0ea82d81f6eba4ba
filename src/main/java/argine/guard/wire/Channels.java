// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.Channel;
import argine.mail.ClientAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which way into the mail server a client takes.
 *
 * @param webmail the addresses from which people's browsers send
 * @param robots the addresses from which forwards, automatic replies and lists come without a
 *     login; what a message from there says of itself is believed
 */
public record Channels(Set<ClientAddress> webmail, Set<ClientAddress> robots) {
    /**
     * How a port is named that only robots use: what a message there says of itself is believed.
     */
    private static final String ROBOTS = "robots";

    /** No webmail is known, and no robot. */
    public static final Channels PLAIN = new Channels(Set.of(), Set.of());

    /**
     * A way, and who it was on it.
     *
     * @param origin empty where nobody knows
     */
    public record Way(Channel channel, String origin) {}

    public Channels {
        webmail = Set.copyOf(webmail);
        robots = Set.copyOf(robots);
    }

    /** By what is known of the client; a word from the mail server's configuration comes first. */
    public Channel of(String word, String login, ClientAddress client) {
        return named(word)
                .orElseGet(
                        () -> {
                            if (webmail.contains(client)) {
                                return Channel.WEBMAIL;
                            }
                            if (!login.isEmpty()) {
                                return Channel.SUBMISSION;
                            }
                            return client.isLoopback() || robots.contains(client)
                                    ? Channel.SCRIPT
                                    : Channel.INBOUND;
                        });
    }

    /**
     * The same with the headers at hand. They say more only where nobody logged in and the client
     * is a robot, or the word names its port: whoever else writes them would choose a budget.
     * {@code robots} names a port for robots of all kinds.
     */
    public Way of(String word, String login, ClientAddress client, RobotHeaders headers) {
        Channel plain = of(word, login, client);
        if (!login.isEmpty()) {
            return new Way(plain, "");
        }
        boolean isNamed = named(word).isPresent();
        boolean isRobot = robots.contains(client) || word.equalsIgnoreCase(ROBOTS);
        Channel channel = isNamed || !isRobot ? plain : headers.channel().orElse(plain);
        return new Way(channel, isNamed || isRobot ? headers.originFor(channel) : "");
    }

    private static Optional<Channel> named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.isEmpty()
                ? Optional.empty()
                : Stream.of(Channel.values()).filter(one -> one.word().equals(lower)).findFirst();
    }
}
