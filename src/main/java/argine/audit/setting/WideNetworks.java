// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.mail.Network;
import argine.server.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Too many hosts may send without a login: one infected printer is enough. */
final class WideNetworks implements LaxSetting {
    private static final String NAME = "mynetworks";
    private static final String SAFE = "127.0.0.0/8 [::1]/128";
    private static final int WIDEST_V4 = 24;
    private static final int WIDEST_V6 = 48;
    private static final int SHOWN = 20;

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.told(all, NAME).flatMap(service -> look(service).stream());
    }

    private static Optional<Finding> look(Submission service) {
        List<String> words = words(service);
        if (words.isEmpty()) {
            return service.service().isEmpty() ? style(service) : Optional.empty();
        }
        List<String> wide = wide(service);
        Covered covered = Covered.of(words.stream().flatMap(word -> network(word).stream()));
        boolean everybody =
                covered.isMostOfTheWorld()
                        || words.stream().anyMatch(word -> word.startsWith("static:"));
        if (!everybody && wide.isEmpty() && !covered.hasWide(WIDEST_V4, WIDEST_V6)) {
            return Optional.empty();
        }
        Finding finding =
                service.finding(
                        everybody ? Severity.HIGH : Severity.MEDIUM,
                        NAME,
                        everybody
                                ? "the whole world may send without a login"
                                : "every host in there may send without a login, infected or not",
                        SAFE);
        return Optional.of(
                everybody || wide.isEmpty() ? finding : finding.of(String.join(" ", wide)));
    }

    /** What is left out of a list by {@code !} makes it no wider. */
    private static List<String> listed(Submission service) {
        return Restrictions.words(service.value(NAME, "")).stream()
                .filter(word -> !word.startsWith("!"))
                .toList();
    }

    private static List<String> words(Submission service) {
        return listed(service).stream()
                .flatMap(word -> service.all().networksOf(word).stream())
                .toList();
    }

    /** The wide ones, with the table that each is in. */
    private static List<String> wide(Submission service) {
        return listed(service).stream()
                .flatMap(
                        word ->
                                service.all().networksOf(word).stream()
                                        .filter(WideNetworks::isWide)
                                        .map(one -> one.equals(word) ? one : one + " in " + word))
                .limit(SHOWN)
                .toList();
    }

    /** Without mynetworks Postfix takes what surrounds the host, by its style. */
    private static Optional<Finding> style(Submission main) {
        String style = main.value("mynetworks_style", "");
        return style.equals("class") || style.equals("subnet")
                ? Optional.of(
                        main.finding(
                                style.equals("class") ? Severity.MEDIUM : Severity.LOW,
                                "mynetworks_style",
                                "every neighbour in the host's network may send without a login,"
                                        + " infected or not",
                                "host"))
                : Optional.empty();
    }

    /** Whether only this host itself is trusted by a service. */
    static boolean isLoopback(Submission service) {
        List<String> words = words(service);
        return !words.isEmpty()
                && words.stream()
                        .allMatch(
                                word -> network(word).filter(WideNetworks::isLoopback).isPresent());
    }

    private static boolean isLoopback(Network network) {
        boolean v4 = network.base().isV4();
        return network.base().isLoopback() && network.bits() >= (v4 ? 8 : 128);
    }

    static boolean isWide(String word) {
        return network(word)
                .filter(network -> !isLoopback(network))
                .filter(network -> network.bits() < (network.base().isV4() ? WIDEST_V4 : WIDEST_V6))
                .isPresent();
    }

    /** Reads a network; {@code [::ffff:10.0.0.0]/104} is 10.0.0.0/8. */
    private static Optional<Network> network(String word) {
        return Network.parseMapped(word);
    }
}
