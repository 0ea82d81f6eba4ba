// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that passdbs of kinds such as {@code sql} name as their argument, {@code
 * /etc/dovecot/dovecot-sql.conf.ext}.
 *
 * <p>They hold the password of a database, so nothing is taken from them but {@code
 * default_pass_scheme}, which then stands behind the passdb's argument as {@code
 * passdb/args/default_pass_scheme}.
 */
public final class PassdbArguments {
    private static final Path USUAL_PLACE = Path.of("/etc/dovecot");
    private static final int MAX_FILE = 1024 * 1024;
    private static final int MOST_FILES = 20;
    private static final String SCHEME = "default_pass_scheme";
    private static final String PASSDB = "passdb";
    private static final Set<String> WITH_FILE = Set.of("sql", "ldap", "dict");

    private final Optional<Path> copy;
    private final List<String> where;

    /** {@code copy} is the folder of dovecot.conf, or a file; empty on the server itself. */
    public PassdbArguments(Optional<Path> copy, List<String> where) {
        this.copy = copy;
        this.where = where;
    }

    /** The settings, with what those files say beside them. */
    public List<Map.Entry<String, String>> beside(List<Map.Entry<String, String>> settings) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        int files = 0;
        for (int i = 0; i < settings.size(); i++) {
            Map.Entry<String, String> entry = settings.get(i);
            all.add(entry);
            boolean named = entry.getKey().equals(PASSDB + "/args") && hasFile(settings, i);
            if (named && ++files <= MOST_FILES) {
                scheme(entry.getValue())
                        .ifPresent(
                                scheme -> all.add(Map.entry(PASSDB + "/args/" + SCHEME, scheme)));
            }
        }
        return all;
    }

    /** Whether the passdb around this place is of a kind whose argument is such a file. */
    private static boolean hasFile(List<Map.Entry<String, String>> settings, int place) {
        int from = place;
        while (from > 0 && !settings.get(from).getKey().equals(PASSDB)) {
            from--;
        }
        for (int i = from + 1; i < settings.size(); i++) {
            String key = settings.get(i).getKey();
            if (!key.startsWith(PASSDB + "/")) {
                return false;
            }
            if (key.equals(PASSDB + "/driver")) {
                return WITH_FILE.contains(settings.get(i).getValue());
            }
        }
        return false;
    }

    private Optional<String> scheme(String args) {
        try {
            Path named = Path.of(args.strip());
            Path file =
                    copy.isEmpty() ? named : Configuration.placeOf(named, USUAL_PLACE, copy.get());
            if (!Files.isRegularFile(file)) { // a pipe in a copy would be waited for
                throw new NoSuchFileException(file.toString());
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split("=", 2))
                        .filter(parts -> parts.length == 2 && parts[0].strip().equals(SCHEME))
                        .map(parts -> DoveconfText.value(parts[1]))
                        .reduce((_, last) -> last);
            }
        } catch (IOException | InvalidPathException _) {
            where.add("passdb " + args + " not read, so a weak " + SCHEME + " in it is not seen");
            return Optional.empty();
        }
    }
}
