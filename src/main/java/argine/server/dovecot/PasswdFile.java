// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import argine.server.AccountLines;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts in Dovecot's passwd-file: {@code user:password:uid:gid:gecos:home:shell:extra}, of which
 * all but the first two may be left out. A file with {@code |} between the fields is read as well.
 *
 * <p>{@code nopassword} among the extra fields lets everybody in; an empty password without it lets
 * nobody in. Where {@code user} gives another name, that is an alias.
 */
public final class PasswdFile implements Accounts {
    private static final int GECOS = 4;
    private static final int EXTRA = 7;
    private static final Set<String> USER = Set.of("user", "userdb_user");
    private static final Set<String> NO = Set.of("n", "no", "false", "0");

    private final Path file;
    private final String defaultScheme;

    /** {@code defaultScheme} is the passdb's {@code scheme}, for passwords that name none. */
    public PasswdFile(Path file, String defaultScheme) {
        this.file = file;
        this.defaultScheme = defaultScheme;
    }

    @Override
    public Listing list() throws IOException {
        return AccountLines.read(file, this::account);
    }

    private Optional<Account> account(String line) throws AccountLines.Damaged {
        if (line.startsWith("#") || line.startsWith(":")) {
            return Optional.empty();
        }
        int colon = line.indexOf(':');
        int bar = line.indexOf('|');
        boolean bars = bar > 0 && (colon < 0 || bar < colon);
        String[] fields = line.split(bars ? "\\|" : ":", EXTRA + 1);
        if (fields.length < 2) {
            throw new AccountLines.Damaged("no password field");
        }
        String extra = bars ? field(fields, 2) : field(fields, EXTRA);
        Traits traits =
                Traits.named(bars ? "" : field(fields, GECOS).split(",", 2)[0].strip())
                        .withDisabled(has(extra, "nologin"));
        return Optional.of(
                new Account(
                        fields[0].strip(), otherNames(extra), password(fields[1], extra), traits));
    }

    private StoredPassword password(String field, String extra) {
        if (has(extra, "nopassword")) {
            return StoredPassword.OPEN;
        }
        return field.isEmpty() ? StoredPassword.LOCKED : StoredPassword.of(field, defaultScheme);
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    /** The name of the mailbox that somebody gets into, where it is not the name of the login. */
    private static List<String> otherNames(String extra) {
        List<String> names = new ArrayList<>();
        for (String word : extra.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0 && USER.contains(word.substring(0, equals))) {
                names.add(word.substring(equals + 1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static boolean has(String extra, String name) {
        for (String word : extra.strip().split("\\s+", -1)) {
            String[] pair = word.split("=", 2);
            if (pair[0].equals(name)) {
                return pair.length < 2 || !NO.contains(pair[1].toLowerCase(Locale.ROOT));
            }
        }
        return false;
    }
}
