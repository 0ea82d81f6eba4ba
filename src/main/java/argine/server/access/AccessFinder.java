// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import argine.server.dovecot.DovecotAccess;
import argine.server.dovecot.HomeFootholds;
import argine.server.icewarp.access.IcewarpAccess;
import argine.server.postfix.access.PostfixAccess;
import argine.server.sql.SqlAppPasswords;
import argine.server.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of mail servers whose doors Argine can shut, and how it finds the one at hand. */
public final class AccessFinder {
    private static final Path POSTFIX = Path.of("/etc/postfix");
    private static final Path DOVECOT = Path.of("/etc/dovecot/dovecot.conf");

    private AccessFinder() {}

    /**
     * Finds the doors of a server.
     *
     * @throws IOException when there is no such server here, with what to do
     */
    public static Access find(AskedAccess asked) throws IOException {
        return asked.server().equals("icewarp") ? icewarp(asked) : postfixAndDovecot(asked);
    }

    /**
     * What is left behind in homes: where a pattern says they are, or as Dovecot is asked.
     *
     * @param dovecot its configuration, if it is not in the usual place
     */
    public static Footholds homes(String place, Optional<Path> dovecot) throws IOException {
        return place.equals("doveadm")
                ? new DovecotAccess(dovecot.orElse(DOVECOT), false, List.of()).footholds()
                : new HomeFootholds(place);
    }

    private static Access icewarp(AskedAccess asked) throws IOException {
        IcewarpAccess icewarp =
                new IcewarpAccess(
                        asked.icewarp()
                                .orElseThrow(
                                        () ->
                                                new IOException(
                                                        "where IceWarp is installed is not known;"
                                                                + " name it: --icewarp"
                                                                + " /opt/icewarp")));
        return new Access(
                "icewarp",
                List.of(icewarp.store()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List::of,
                List.of(),
                icewarp.advice(),
                named(asked),
                asked.needed());
    }

    private static Access postfixAndDovecot(AskedAccess asked) throws IOException {
        Optional<PostfixAccess> postfix =
                asked.postfix().isPresent() || Files.exists(POSTFIX.resolve("main.cf"))
                        ? Optional.of(new PostfixAccess(asked.postfix()))
                        : Optional.empty();
        DovecotAccess dovecot = dovecot(asked.dovecot().orElse(DOVECOT), postfix);
        List<Sessions> sessions = new ArrayList<>();
        List<Footholds> footholds = new ArrayList<>(List.of(dovecot.footholds()));
        postfix.ifPresent(known -> sessions.add(known.sessions(asked.logs())));
        sessions.add(dovecot.sessions());
        postfix.ifPresent(known -> footholds.add(known.footholds(asked.localDomains())));
        if (asked.sql().isPresent()) {
            SqlAppPasswords.of(asked.sql().get()).ifPresent(footholds::add);
        }
        Optional<AccountStore> store =
                asked.sql().isPresent()
                        ? Optional.of(SqlStore.of(asked.sql().get(), dovecot.hashing()))
                        : dovecot.passwdFile();
        return new Access(
                "postfix",
                dovecot.denials(),
                store,
                sessions,
                postfix.flatMap(PostfixAccess::deliveries),
                Optional.of(dovecot.gate()),
                () -> doors(dovecot, postfix),
                footholds,
                dovecot.advice(),
                administrators(asked, dovecot, postfix),
                needed(asked, dovecot));
    }

    private static List<Needed> needed(AskedAccess asked, DovecotAccess dovecot) {
        List<Needed> all = new ArrayList<>(asked.needed());
        all.addAll(dovecot.needed());
        return all;
    }

    private static List<Administrators> named(AskedAccess asked) {
        return asked.administrators().isEmpty()
                ? List.of()
                : List.of(new Administrators.Named(asked.administrators()));
    }

    /** Whom somebody named counts; else those of whom the servers tell something. */
    private static List<Administrators> administrators(
            AskedAccess asked, DovecotAccess dovecot, Optional<PostfixAccess> postfix) {
        List<Administrators> all = new ArrayList<>(named(asked));
        if (all.isEmpty()) {
            postfix.ifPresent(known -> all.add(known.administrators()));
            all.addAll(dovecot.administrators());
        }
        return all;
    }

    private static List<Door> doors(DovecotAccess dovecot, Optional<PostfixAccess> postfix)
            throws IOException {
        List<Door> doors = new ArrayList<>(dovecot.doors());
        if (postfix.isPresent()) {
            doors.addAll(postfix.get().doors());
        }
        return doors;
    }

    private static DovecotAccess dovecot(Path config, Optional<PostfixAccess> postfix)
            throws IOException {
        if (!Files.exists(config)) {
            throw new IOException(
                    "no Dovecot here ("
                            + config
                            + "); name its configuration: --dovecot FILE,"
                            + " or IceWarp's folder: --server icewarp --icewarp DIR");
        }
        return new DovecotAccess(
                config,
                postfix.filter(PostfixAccess::asksDovecot).isPresent(),
                postfix.map(PostfixAccess::portsElsewhere).orElse(Set.of()).stream()
                        .sorted()
                        .map(port -> "port " + port)
                        .toList());
    }
}
