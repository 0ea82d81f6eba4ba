// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.setup.Section;
import argine.guard.wire.Access;
import argine.guard.wire.Channels;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Patience;
import argine.guard.wire.tls.TlsFiles;
import argine.mail.ClientAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [listen]}: where the daemon listens, and for whom. */
final class ListenSection {
    private static final int MOST = 60_000;

    private ListenSection() {}

    static Listen read(Section section) {
        Listen usual = Listen.USUAL;
        Section tls = section.section("tls");
        Listen listen =
                new Listen(
                        endpoints(section, "policy", usual.policy()),
                        endpoints(section, "milter", usual.milter()),
                        endpoints(section, "http", usual.http()),
                        endpoints(section, "line", usual.line()),
                        endpoints(section, "metrics", usual.metrics()),
                        control(section),
                        access(section),
                        Set.copyOf(section.texts("administrators")),
                        section.flag("remote", usual.remote()),
                        path(section, "http-token-file"),
                        tls(tls),
                        new Channels(
                                Set.copyOf(section.texts("webmail", ListenSection::address)),
                                Set.copyOf(section.texts("robots", ListenSection::address))),
                        new Patience(
                                section.span("idle", usual.patience().idle()),
                                section.span("request", usual.patience().request())),
                        (int) section.number("connections", usual.most(), 1, MOST));
        if (!tls.isThere() || listen.tls().isPresent()) {
            listen.objection().ifPresent(one -> section.wrong(one.key(), one.what()));
        }
        return listen;
    }

    /** The certificate and the key; one of them alone is a slip of the pen. */
    private static Optional<TlsFiles> tls(Section section) {
        Optional<Path> certificate = path(section, "certificate");
        Optional<Path> key = path(section, "key");
        Optional<Path> clientCa = path(section, "client-ca");
        if (!section.isThere()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            section.wrong(
                    certificate.isEmpty() ? "certificate" : "key",
                    "TLS needs a certificate and its key, a file each");
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(certificate.get(), key.get(), clientCa));
    }

    /** The name of a file; nothing where there is none. */
    static Optional<Path> path(Section section, String key) {
        String text = section.text(key, "");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            section.wrong(key, "not the name of a file");
            return Optional.empty();
        }
    }

    /** A protocol that is not named is at its usual place; one with an empty list is not spoken. */
    private static List<Endpoint> endpoints(Section section, String key, List<Endpoint> usual) {
        return section.keys().contains(key) ? section.texts(key, Endpoint::of) : usual;
    }

    private static Endpoint control(Section section) {
        List<Endpoint> control = section.texts("control", Endpoint::of);
        if (control.size() > 1) {
            section.wrong("control", "there is one control socket");
        }
        return control.isEmpty() ? Listen.USUAL.control() : control.getFirst();
    }

    private static Access access(Section section) {
        try {
            return Access.of(
                    section.text("socket-owner", ""),
                    section.text("socket-group", ""),
                    section.text("socket-mode", "0660"));
        } catch (IllegalArgumentException e) {
            section.wrong("socket-mode", String.valueOf(e.getMessage()));
            return Access.USUAL;
        }
    }

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    }
}
