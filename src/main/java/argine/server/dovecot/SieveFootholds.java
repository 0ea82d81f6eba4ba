// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import argine.server.access.Foothold;
import argine.server.access.Footholds;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The filter rules of an account that send its mail elsewhere or answer it: every Sieve script in
 * its home, the active one first and whatever its name, and {@code .forward}.
 *
 * <p>What is not read, because it is a link out of the home or there is too much of it, is said: it
 * may be the very thing.
 */
final class SieveFootholds implements Footholds {
    private static final Path FORWARD = Path.of(".forward");
    private static final int MOST_FOUND = 500;
    private static final String LOOK = "; look at it yourself";

    private final Doveadm doveadm;

    SieveFootholds(Doveadm doveadm) {
        this.doveadm = doveadm;
    }

    @Override
    public List<Foothold> of(String account) throws IOException {
        Program home = doveadm.run("", "user", "-f", "home", account);
        if (home.exit() != 0) {
            throw new IOException("doveadm user: " + home.why());
        }
        try {
            Path path = Path.of(home.lastLine());
            if (!path.isAbsolute()) {
                throw new IOException("doveadm user: no home");
            }
            Program sieve = doveadm.doveconf("-h", "plugin/sieve");
            return in(path, SievePlaces.of(sieve.exit() == 0 ? sieve.said() : "", path));
        } catch (InvalidPathException e) {
            throw new IOException("doveadm user: no home", e);
        }
    }

    /** Those in a home; none where nothing was ever put there. */
    static List<Foothold> in(Path home, SievePlaces places) throws IOException {
        List<Foothold> all = new ArrayList<>();
        places.elsewhere()
                .forEach(place -> all.add(new Foothold(place, "Sieve is kept there" + LOOK, true)));
        try (MailHome opened = MailHome.open(home)) {
            all.addAll(new Search(home, opened, places).all());
        } catch (NoSuchFileException e) {
            if (!home.toString().equals(e.getFile())) {
                throw e;
            }
        }
        return List.copyOf(all);
    }

    /** One look through a home. */
    private static final class Search {
        private final Path home;
        private final MailHome files;
        private final SievePlaces places;
        private final List<Foothold> found = new ArrayList<>();

        Search(Path home, MailHome files, SievePlaces places) {
            this.home = home;
            this.files = files;
            this.places = places;
        }

        List<Foothold> all() throws IOException {
            Optional<Path> active = files.target(places.active());
            if (active.isEmpty()) {
                add(places.active(), "the active script is a link out of the home" + LOOK, true);
            }
            SequencedSet<Path> scripts = new LinkedHashSet<>();
            active.ifPresent(scripts::add);
            scripts.addAll(scripts(places.scripts()));
            Optional<Path> other =
                    active.map(Path::getParent).filter(at -> !at.equals(places.scripts()));
            if (other.isPresent()) {
                scripts.addAll(scripts(other.get()));
            }
            for (Path script : scripts) {
                script(script, active.filter(script::equals).isPresent());
            }
            forward();
            return List.copyOf(found);
        }

        private List<Path> scripts(Path folder) throws IOException {
            try {
                List<Path> names = files.names(folder, ".sieve");
                if (MailHome.isTooMany(names)) {
                    add(folder, "has more scripts than are read" + LOOK, true);
                    return names.subList(0, names.size() - 1);
                }
                return names;
            } catch (NoSuchFileException _) {
                return List.of();
            } catch (IOException _) {
                add(folder, "is a link or cannot be read" + LOOK, true);
                return List.of();
            }
        }

        private void script(Path script, boolean runs) {
            String state = runs ? "" : " (the script is not active)";
            for (SieveScript.Rule rule : SieveScript.rules(text(script))) {
                add(script, rule.what() + state, rule.suspicious());
            }
        }

        private void forward() {
            text(FORWARD)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> add(FORWARD, "forwards to " + line, true));
        }

        /** What is there and could be read; what could not is told. */
        private String text(Path file) {
            try {
                Optional<MailHome.Found> there = files.find(file);
                there.filter(one -> !one.trouble().isEmpty())
                        .ifPresent(one -> add(file, one.trouble() + LOOK, true));
                return there.flatMap(MailHome.Found::text).orElse("");
            } catch (IOException _) {
                add(file, "cannot be read" + LOOK, true);
                return "";
            }
        }

        /** One more than are shown tells that there are more. */
        private void add(Path where, String what, boolean suspicious) {
            String place = home.resolve(where).toString();
            if (found.size() < MOST_FOUND) {
                found.add(new Foothold(place, what, suspicious));
            } else if (found.size() == MOST_FOUND) {
                found.add(new Foothold(place, "there is more than is shown" + LOOK, true));
            }
        }
    }
}
