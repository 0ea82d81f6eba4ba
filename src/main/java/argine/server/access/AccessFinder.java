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
import java.util.stream.Collectors;

/**
 * The list of mail servers whose doors Argine can shut, and how it finds the one at hand.
 *
 * <p>Of a Postfix and a Dovecot, one that cannot be asked keeps nothing of the other from being
 * done; what it has is not touched, for it was not read.
 */
public final class AccessFinder {
    private static final Path POSTFIX = Path.of("/etc/postfix");
    private static final Path DOVECOT = Path.of("/etc/dovecot/dovecot.conf");

    private final AskedAccess asked;
    private final Path config;
    private final List<Unheard> unheard = new ArrayList<>();
    private final Optional<PostfixAccess> postfix;
    private final Optional<DovecotAccess> dovecot;

    private AccessFinder(AskedAccess asked, Path config) throws IOException {
        this.asked = asked;
        this.config = config;
        this.postfix = postfix();
        this.dovecot = dovecot();
        if (postfix.isEmpty() && dovecot.isEmpty() && asked.sql().isEmpty()) {
            throw new IOException(
                    unheard.stream().map(Unheard::refusal).collect(Collectors.joining("; "))
                            + "; nothing can be done: "
                            + unheard.stream()
                                    .map(Unheard::toType)
                                    .collect(Collectors.joining("; "))
                            + "; argine sweep --account ACCOUNT holds its mail all the same");
        }
    }

    /**
     * Finds the doors of a server.
     *
     * @throws IOException when there is no such server here, with what to do
     */
    public static Access find(AskedAccess asked) throws IOException {
        return asked.server().equals("icewarp")
                ? icewarp(asked)
                : postfixAndDovecot(asked).access();
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
        Path root =
                asked.icewarp()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "where IceWarp is installed is not known; name it:"
                                                        + " --icewarp /opt/icewarp"));
        List<RecordStore> denials = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        try {
            denials.add(new IcewarpAccess(root).store());
        } catch (IOException e) {
            advice.add(Unheard.icewarp(e).advice());
        }
        advice.addAll(IcewarpAccess.advice());
        return new Access(
                "icewarp",
                denials,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List::of,
                List.of(),
                advice,
                named(asked),
                asked.needed());
    }

    private static List<Administrators> named(AskedAccess asked) {
        return asked.administrators().isEmpty()
                ? List.of()
                : List.of(new Administrators.Named(asked.administrators()));
    }

    private static AccessFinder postfixAndDovecot(AskedAccess asked) throws IOException {
        Path config = asked.dovecot().orElse(DOVECOT);
        if (!Files.exists(config)) {
            throw new IOException(
                    "no Dovecot here ("
                            + config
                            + "); name its configuration: --dovecot FILE,"
                            + " or IceWarp's folder: --server icewarp --icewarp DIR");
        }
        return new AccessFinder(asked, config);
    }

    private Optional<PostfixAccess> postfix() {
        if (asked.postfix().isEmpty() && !Files.exists(POSTFIX.resolve("main.cf"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostfixAccess(asked.postfix()));
        } catch (IOException e) {
            unheard.add(Unheard.postfix(e));
            return Optional.empty();
        }
    }

    /**
     * A Postfix that cannot be asked counts as one that asks this Dovecot: so it is shut as well.
     */
    private Optional<DovecotAccess> dovecot() {
        List<String> elsewhere = new ArrayList<>();
        unheard.forEach(one -> elsewhere.add(one.server()));
        postfix.map(PostfixAccess::portsElsewhere).orElse(Set.of()).stream()
                .sorted()
                .forEach(port -> elsewhere.add("port " + port));
        boolean smtp = !unheard.isEmpty() || postfix.filter(PostfixAccess::asksDovecot).isPresent();
        try {
            return Optional.of(new DovecotAccess(config, smtp, elsewhere));
        } catch (IOException e) {
            unheard.add(Unheard.dovecot(e));
            return Optional.empty();
        }
    }

    private Access access() throws IOException {
        return new Access(
                "postfix",
                dovecot.map(DovecotAccess::denials).orElse(List.of()),
                store(),
                sessions(),
                postfix.flatMap(PostfixAccess::deliveries),
                dovecot.map(DovecotAccess::gate),
                this::doors,
                footholds(),
                advice(),
                administrators(),
                needed());
    }

    private Optional<AccountStore> store() throws IOException {
        return asked.sql().isPresent()
                ? Optional.of(SqlStore.of(asked.sql().get(), DovecotAccess.hashing(config)))
                : dovecot.flatMap(DovecotAccess::passwdFile);
    }

    private List<Sessions> sessions() {
        List<Sessions> all = new ArrayList<>();
        postfix.ifPresent(known -> all.add(known.sessions(asked.logs())));
        dovecot.ifPresent(known -> all.add(known.sessions()));
        all.addAll(unheard);
        return all;
    }

    private List<Footholds> footholds() throws IOException {
        List<Footholds> all = new ArrayList<>();
        dovecot.ifPresent(known -> all.add(known.footholds()));
        postfix.ifPresent(known -> all.add(known.footholds(asked.localDomains())));
        unheard.forEach(one -> all.add(one.footholds()));
        if (asked.sql().isPresent()) {
            SqlAppPasswords.of(asked.sql().get()).ifPresent(all::add);
        }
        return all;
    }

    private List<Door> doors() throws IOException {
        List<Door> doors = new ArrayList<>();
        if (dovecot.isPresent()) {
            doors.addAll(dovecot.get().doors());
        }
        if (postfix.isPresent()) {
            doors.addAll(postfix.get().doors());
        }
        return doors;
    }

    private List<String> advice() {
        List<String> all = new ArrayList<>();
        unheard.forEach(one -> all.add(one.advice()));
        dovecot.ifPresent(known -> all.addAll(known.advice()));
        return all;
    }

    /** Whom somebody named counts; else those of whom the servers tell something. */
    private List<Administrators> administrators() {
        List<Administrators> all = new ArrayList<>(named(asked));
        if (all.isEmpty()) {
            postfix.ifPresent(known -> all.add(known.administrators()));
            dovecot.ifPresent(known -> all.addAll(known.administrators()));
        }
        return all;
    }

    private List<Needed> needed() {
        List<Needed> all = new ArrayList<>(asked.needed());
        dovecot.ifPresent(known -> all.addAll(known.needed()));
        return all;
    }
}
