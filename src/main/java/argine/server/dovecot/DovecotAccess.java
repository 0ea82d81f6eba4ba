// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import argine.server.access.AccountStore;
import argine.server.access.Administrators;
import argine.server.access.Door;
import argine.server.access.Footholds;
import argine.server.access.Gate;
import argine.server.access.Hashing;
import argine.server.access.Needed;
import argine.server.access.RecordStore;
import argine.server.access.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets into a Dovecot, by what its own {@code doveconf} says: its deny lists, its passwd-file,
 * its sessions.
 */
public final class DovecotAccess {
    private static final String INTERNAL = "$default_internal_user";
    private static final Set<String> NO_LOGIN = Set.of("lmtp", "none");

    private final Doveadm doveadm;
    private final String settings;
    private final List<Passdb> passdbs;
    private final List<String> services = new ArrayList<>();
    private final List<String> sending = new ArrayList<>();
    private final List<String> elsewhere;
    private final List<RecordStore> denials = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    /**
     * @param smtp whether Postfix asks this Dovecot as well
     * @param elsewhere what takes logins and asks something else
     * @throws IOException when its configuration cannot be read
     */
    public DovecotAccess(Path config, boolean smtp, List<String> elsewhere) throws IOException {
        this.elsewhere = List.copyOf(elsewhere);
        this.doveadm = new Doveadm(config);
        Program conf =
                doveadm.doveconf(
                        "protocols", "default_internal_user", "service/auth/user", "passdb");
        if (conf.exit() != 0) {
            throw new IOException("doveconf -c " + config + ": " + conf.why());
        }
        this.settings = conf.said();
        this.passdbs = Passdb.of(settings);
        services(smtp);
        findDenials();
        advise();
    }

    private String setting(String name) {
        return settings.lines()
                .filter(line -> line.startsWith(name + " = "))
                .map(line -> line.substring(name.length() + 3).strip())
                .findFirst()
                .orElse("");
    }

    private void services(boolean smtp) {
        Arrays.stream(setting("protocols").split("\\s+", -1))
                .filter(protocol -> !protocol.isEmpty() && !NO_LOGIN.contains(protocol))
                .forEach(services::add);
        if (smtp) {
            services.add("smtp");
        }
        services.stream()
                .filter(service -> Set.of("smtp", "submission").contains(service))
                .forEach(sending::add);
    }

    private void findDenials() throws IOException {
        String user = setting("service/auth/user");
        ReadableBy auth =
                new ReadableBy(user.equals(INTERNAL) ? setting("default_internal_user") : user);
        for (Passdb passdb : passdbs) {
            Optional<Path> file = passdb.file().filter(_ -> passdb.isDeny());
            if (passdb.isDeny() && passdb.isPasswdFile() && file.isEmpty()) {
                advice.add("A deny list is not used: the name of its file depends on who logs in.");
            }
            if (file.isEmpty() || !passdb.isPasswdFile()) {
                continue;
            }
            DenyList list =
                    new DenyList(new RewrittenFile(file.get()), passdb.key(), services, sending);
            Optional<String> trouble = trouble(list, file.get(), auth);
            if (trouble.isPresent()) {
                advice.add(trouble.get());
            } else {
                denials.add(list.isByService() ? 0 : denials.size(), list);
            }
        }
    }

    private static Optional<String> trouble(DenyList list, Path file, ReadableBy auth) {
        try {
            list.read("nobody@invalid");
            return auth.trouble(file).map(why -> "The deny list is not used: " + why + ".");
        } catch (IOException e) {
            return Optional.of("The deny list " + file + " cannot be used: " + why(e) + ".");
        }
    }

    private static String why(IOException e) {
        return e instanceof java.nio.file.FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    }

    private void advise() {
        if (denials.stream().noneMatch(list -> list instanceof DenyList d && d.isByService())) {
            advice.addAll(PastedLines.of(doveadm.config(), denials.isEmpty()));
        }
        for (Passdb passdb : passdbs) {
            if (passdb.isMaster()) {
                advice.add(
                        "Dovecot has master users (a passdb with master = yes): whoever knows one's"
                                + " password enters every mailbox. Nothing here stops that.");
            } else if (passdb.isPasswdFile() && !passdb.isDeny() && !passdb.key().tellsAccounts()) {
                advice.add(
                        "A passwd-file is not used: its username_format is not understood: "
                                + passdb.key().format()
                                + " (%Lu is).");
            } else if (!passdb.isDeny() && !passdb.isPasswdFile()) {
                advice.add(
                        "Dovecot also asks "
                                + passdb.driver()
                                + " for passwords; those kept there are not changed from here.");
            }
        }
    }

    public List<RecordStore> denials() {
        return denials;
    }

    public List<String> advice() {
        return advice;
    }

    public Gate gate() {
        long places = passdbs.stream().filter(one -> !one.isDeny() && !one.isMaster()).count();
        return new DovecotGate(doveadm, services, sending, elsewhere, places == 1);
    }

    public List<Administrators> administrators() {
        return passdbs.stream()
                .filter(one -> one.isMaster() && one.isPasswdFile())
                .flatMap(one -> one.file().stream())
                .<Administrators>map(MasterUsers::new)
                .toList();
    }

    /** Its master users, and those with whom it logs in itself. */
    public List<Needed> needed() {
        List<Needed> all = new ArrayList<>();
        for (Administrators masters : administrators()) {
            try {
                masters.around("")
                        .forEach(
                                name -> all.add(new Needed(name, "it is one of " + masters.how())));
            } catch (IOException _) {
                advice.add("Who is one of " + masters.how() + " cannot be read.");
            }
        }
        try {
            Program conf = doveadm.doveconf("-n");
            all.addAll(OwnLogins.of(DoveconfText.parse(conf.said())));
        } catch (IOException e) {
            advice.add("With whom Dovecot logs in itself is not known: " + e.getMessage() + ".");
        }
        return all;
    }

    /** Where its services that are on take logins. */
    public List<Door> doors() throws IOException {
        Program conf = doveadm.doveconf("listen", "ssl", "service");
        if (conf.exit() != 0) {
            throw new IOException("doveconf: " + conf.why());
        }
        return DovecotDoors.of(conf.said(), Set.copyOf(services));
    }

    public Sessions sessions() {
        return new DovecotSessions(doveadm);
    }

    /** How a Dovecot of this configuration keeps passwords, whether or not it can be asked. */
    public static Hashing hashing(Path config) {
        return new DovecotHashing(new Doveadm(config));
    }

    public Footholds footholds() {
        return new SieveFootholds(doveadm);
    }

    /** The passwd-file in which accounts are, if there is exactly one. */
    public Optional<AccountStore> passwdFile() {
        List<Passdb> files =
                passdbs.stream()
                        .filter(one -> one.isPasswdFile() && !one.isDeny() && !one.isMaster())
                        .filter(one -> one.file().isPresent() && one.key().tellsAccounts())
                        .toList();
        return files.size() == 1
                ? files.getFirst().file().map(file -> store(files.getFirst(), file))
                : Optional.empty();
    }

    private AccountStore store(Passdb passdb, Path file) {
        return new PasswdFileStore(
                new RewrittenFile(file), passdb.key(), passdb.scheme(), hashing(doveadm.config()));
    }
}
