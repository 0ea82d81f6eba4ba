// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an account's Sieve scripts are, as Dovecot's {@code plugin/sieve} says: within its home, or
 * elsewhere, where they are not read.
 *
 * @param active the script that runs, from the home on
 * @param scripts the folder of all of them, from the home on
 * @param elsewhere the places that are not in the home, as they are set
 */
record SievePlaces(Path active, Path scripts, List<String> elsewhere) {
    private static final String USUAL_ACTIVE = "~/.dovecot.sieve";
    private static final String USUAL_SCRIPTS = "~/sieve";
    private static final String FILE = "file:";
    private static final String ACTIVE = "active=";

    /** Where nothing is set. */
    static final SievePlaces USUAL =
            new SievePlaces(Path.of(".dovecot.sieve"), Path.of("sieve"), List.of());

    /** As the setting says, of an account with this home. */
    static SievePlaces of(String setting, Path home) {
        String[] words = setting.strip().split(";", -1);
        String place = words[0];
        boolean isFolder = place.startsWith(FILE);
        if (place.isEmpty()) {
            return USUAL;
        }
        if (!isFolder && place.matches("[a-z]+:.*")) {
            return new SievePlaces(USUAL.active, USUAL.scripts, List.of(setting));
        }
        String active = isFolder ? USUAL_ACTIVE : place;
        for (String word : words) {
            active = word.startsWith(ACTIVE) ? word.substring(ACTIVE.length()) : active;
        }
        String scripts = isFolder ? place.substring(FILE.length()) : USUAL_SCRIPTS;
        List<String> elsewhere = new ArrayList<>();
        Path running = within(active, home).orElse(USUAL.active);
        Path all = within(scripts, home).orElse(USUAL.scripts);
        if (within(active, home).isEmpty()) {
            elsewhere.add(active);
        }
        if (within(scripts, home).isEmpty()) {
            elsewhere.add(scripts);
        }
        return new SievePlaces(running, all, List.copyOf(elsewhere));
    }

    /** From the home on; nothing for what is not in it, or depends on who it is. */
    private static Optional<Path> within(String place, Path home) {
        String path = place.replaceFirst("^(~|%h)/", "");
        try {
            Path at = home.resolve(path).normalize();
            return path.indexOf('%') < 0 && at.startsWith(home) && !at.equals(home)
                    ? Optional.of(home.relativize(at))
                    : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
