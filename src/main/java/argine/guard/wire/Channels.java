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
 */
public record Channels(Set<ClientAddress> webmail) {
    /** No webmail is known. */
    public static final Channels PLAIN = new Channels(Set.of());

    public Channels {
        webmail = Set.copyOf(webmail);
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
                            return client.isLoopback() ? Channel.SCRIPT : Channel.INBOUND;
                        });
    }

    private static Optional<Channel> named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.isEmpty()
                ? Optional.empty()
                : Stream.of(Channel.values()).filter(one -> one.word().equals(lower)).findFirst();
    }
}
