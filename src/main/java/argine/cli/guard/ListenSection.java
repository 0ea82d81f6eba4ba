// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.setup.Section;
import argine.guard.wire.Access;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Patience;
import argine.mail.ClientAddress;
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
        Optional<Path> token =
                Optional.of(section.text("http-token-file", ""))
                        .filter(text -> !text.isEmpty())
                        .map(Path::of);
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
                        token,
                        Set.copyOf(section.texts("webmail", ListenSection::address)),
                        new Patience(
                                section.span("idle", usual.patience().idle()),
                                section.span("request", usual.patience().request())),
                        (int) section.number("connections", usual.most(), 1, MOST));
        listen.objection().ifPresent(what -> section.wrong("remote", what));
        return listen;
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
            return Access.of(section.text("socket-group", ""), section.text("socket-mode", "0660"));
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
