// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.scheme.Schemes;
import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passwords that do not name their scheme are kept in one that breaks within hours once the file is
 * stolen.
 *
 * <p>It stands among the arguments of a passwd-file, in the file that a passdb {@code sql} or
 * {@code ldap} names, or, from Dovecot 2.4 on, in a setting of its own.
 */
final class WeakDefaultScheme implements LaxSetting {
    private static final String ARGS = "passdb/args";
    private static final String ARGUMENT = "scheme=";
    private static final String SAFE = "ARGON2ID";
    private static final Set<String> SETTINGS =
            Set.of(
                    "passdb/args/default_pass_scheme",
                    "passdb/default_pass_scheme",
                    "passdb/default_password_scheme",
                    "passdb/passdb_default_password_scheme",
                    "passdb_default_password_scheme");

    @Override
    public Stream<Finding> look(Configuration all) {
        Stream.Builder<Finding> found = Stream.builder();
        String args = "";
        for (Map.Entry<String, String> entry : all.dovecot()) {
            String path = entry.getKey();
            args = path.equals(ARGS) ? entry.getValue() : args;
            Optional<String> scheme =
                    path.equals(ARGS)
                            ? scheme(entry.getValue())
                            : Optional.of(entry.getValue()).filter(_ -> SETTINGS.contains(path));
            String file = args;
            scheme.filter(WeakDefaultScheme::isWeak)
                    .map(
                            weak ->
                                    path.startsWith(ARGS + "/")
                                            ? inFile(file, weak)
                                            : inSetting(path, entry.getValue(), weak))
                    .ifPresent(found);
        }
        return found.build().distinct();
    }

    private static Optional<String> scheme(String args) {
        return Stream.of(args.split("\\s+", -1))
                .filter(word -> word.startsWith(ARGUMENT))
                .map(word -> word.substring(ARGUMENT.length()))
                .findFirst();
    }

    /** The scheme without the encoding that may stand behind it, {@code SHA256.HEX}. */
    private static String plain(String scheme) {
        return scheme.split("\\.", 2)[0].strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isWeak(String scheme) {
        return !Schemes.against(plain(scheme)).isEmpty();
    }

    private static String why(String scheme) {
        return "kept so, passwords are known to whoever steals the file: "
                + Schemes.against(plain(scheme));
    }

    private static Finding inSetting(String path, String value, String scheme) {
        String safe = path.equals(ARGS) ? value.replace(ARGUMENT + scheme, ARGUMENT + SAFE) : SAFE;
        int slash = path.lastIndexOf('/');
        String block = slash < 0 ? "" : "the block " + path.substring(0, slash) + " of ";
        String line = path.substring(slash + 1) + " = " + safe;
        return finding(path, value, scheme, safe, line, block + "dovecot.conf");
    }

    private static Finding inFile(String file, String scheme) {
        String setting = "default_pass_scheme";
        String line = setting + " = " + SAFE;
        return finding(file + "/" + setting, scheme, scheme, SAFE, line, file);
    }

    /** Passwords without a scheme would open nothing any more: those come first. */
    private static Finding finding(
            String path, String value, String scheme, String safe, String line, String place) {
        return new Finding(
                Severity.MEDIUM,
                "dovecot",
                path,
                value,
                why(scheme),
                safe,
                "# once every password that is kept names its own scheme, write "
                        + line
                        + " in "
                        + place
                        + ", then: doveadm reload");
    }
}
