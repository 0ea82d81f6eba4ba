// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A setting whose value alone tells whether it is lax; most are so. */
final class Value implements LaxSetting {
    private enum Server {
        POSTFIX,
        DOVECOT,
        ICEWARP
    }

    private final Server server;
    private final Severity severity;
    private final String name;
    private final String otherwise;
    private final Predicate<String> lax;
    private final String safe;
    private final String why;

    private Value(
            Server server,
            Severity severity,
            String name,
            String otherwise,
            Predicate<String> lax,
            String safe,
            String why) {
        this.server = server;
        this.severity = severity;
        this.name = name;
        this.otherwise = otherwise;
        this.lax = lax;
        this.safe = safe;
        this.why = why;
    }

    /** A parameter of main.cf, with Postfix's default. */
    static LaxSetting postfix(
            Severity severity,
            String name,
            String otherwise,
            Predicate<String> lax,
            String safe,
            String why) {
        return new Value(Server.POSTFIX, severity, name, otherwise, lax, safe, why);
    }

    /** A setting of Dovecot's, with its default. */
    static LaxSetting dovecot(
            Severity severity,
            String name,
            String otherwise,
            Predicate<String> lax,
            String safe,
            String why) {
        return new Value(Server.DOVECOT, severity, name, otherwise, lax, safe, why);
    }

    /** A property of IceWarp's; one that was not asked for is not judged. */
    static Value icewarp(
            Severity severity, String name, Predicate<String> lax, String safe, String why) {
        return new Value(Server.ICEWARP, severity, name, "", lax, safe, why);
    }

    /** The property of IceWarp's that is looked at, if it is one. */
    Optional<String> icewarpName() {
        return server == Server.ICEWARP ? Optional.of(name) : Optional.empty();
    }

    @Override
    public Stream<Finding> look(Configuration all) {
        return switch (server) {
            case POSTFIX ->
                    all.hasPostfix()
                            ? found(all.postfix(name, otherwise)).stream()
                            : Stream.empty();
            case DOVECOT -> all.hasDovecot() ? inDovecot(all) : Stream.empty();
            case ICEWARP -> all.icewarp(name).flatMap(this::found).stream();
        };
    }

    private Optional<Finding> found(String value) {
        return lax.test(value) ? Optional.of(finding(value)) : Optional.empty();
    }

    /** For all, and in blocks that are for some connections; the default where it is not set. */
    private Stream<Finding> inDovecot(Configuration all) {
        List<Placed> set = List.copyOf(Placed.all(all, name));
        boolean everywhere = set.stream().anyMatch(each -> each.blocks().isEmpty());
        Stream<Placed> more =
                everywhere ? Stream.empty() : Stream.of(new Placed(List.of(), name, otherwise));
        return Stream.concat(more, set.stream())
                .filter(each -> lax.test(each.value()) && !each.isWithinHost())
                .map(
                        each ->
                                Finding.dovecot(
                                        each.isForOneHost() ? Severity.LOW : severity,
                                        each.path(),
                                        each.value(),
                                        why,
                                        safe));
    }

    private Finding finding(String value) {
        return switch (server) {
            case POSTFIX -> Finding.postfix(severity, name, value, why, safe);
            case DOVECOT -> Finding.dovecot(severity, name, value, why, safe);
            case ICEWARP ->
                    new Finding(
                            severity,
                            "icewarp",
                            name,
                            value,
                            why,
                            safe,
                            "tool set system " + name + " " + safe);
        };
    }
}
