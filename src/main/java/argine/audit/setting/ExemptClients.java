// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.server.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clients that no limit of Postfix's own counts, beyond those that {@code mynetworks} trusts
 * anyway: of guesses, of messages, of connections.
 */
final class ExemptClients implements LaxSetting {
    private static final String NAME = "smtpd_client_event_limit_exceptions";
    private static final String SAFE = "127.0.0.0/8 [::1]/128";

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.told(all, NAME).map(ExemptClients::finding).flatMap(Optional::stream);
    }

    private static Optional<Finding> finding(Submission service) {
        List<String> trusted = words(service.value("mynetworks", "")).toList();
        List<String> more =
                words(service.value(NAME, ""))
                        .filter(word -> !isLoopback(word) && !isIn(trusted, word))
                        .toList();
        boolean wide = more.stream().anyMatch(ExemptClients::isWide);
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        service.finding(
                                wide ? Severity.MEDIUM : Severity.LOW,
                                NAME,
                                "Postfix counts neither guesses nor messages of: "
                                        + String.join(" ", more),
                                SAFE));
    }

    /** What is left out of a list by {@code !} makes it no wider. */
    private static Stream<String> words(String list) {
        return Stream.of(list.split("[,\\s]+", -1))
                .filter(word -> !word.isEmpty() && !word.startsWith("!"));
    }

    private static boolean isWide(String word) {
        return word.startsWith("static:") || WideNetworks.isWide(word);
    }

    private static boolean isLoopback(String word) {
        return word.equals("localhost")
                || word.startsWith("[::ffff:127.")
                || Network.parse(word).filter(ExemptClients::isLoopback).isPresent();
    }

    private static boolean isLoopback(Network network) {
        ClientAddress base = network.base();
        return base.isLoopback() && network.bits() >= (base.isV4() ? 8 : 128);
    }

    private static boolean isIn(List<String> trusted, String word) {
        Optional<Network> network = Network.parse(word);
        return trusted.contains(word)
                || network.isPresent()
                        && trusted.stream()
                                .flatMap(each -> Network.parse(each).stream())
                                .anyMatch(
                                        each ->
                                                each.bits() <= network.get().bits()
                                                        && each.contains(network.get().base()));
    }
}
