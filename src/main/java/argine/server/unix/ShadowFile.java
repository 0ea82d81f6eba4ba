// SPDX-License-Identifier: Apache-2.0
package argine.server.unix;

import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import argine.server.AccountLines;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts in shadow(5), with their full names from the passwd(5) beside it.
 *
 * <p>An empty password lets everybody in; one that begins with {@code !} or {@code *} nobody.
 */
public final class ShadowFile implements Accounts {
    private static final int LAST_CHANGE = 2;
    private static final int GECOS = 4;
    private static final int MAX_DAY = 100_000;

    private final Path shadow;

    public ShadowFile(Path shadow) {
        this.shadow = shadow;
    }

    @Override
    public Listing list() throws IOException {
        Map<String, String> names = new HashMap<>();
        Path passwd = shadow.resolveSibling("passwd");
        if (Files.isReadable(passwd)) {
            AccountLines.read(passwd, line -> keepName(line, names));
        }
        return AccountLines.read(shadow, line -> account(line, names));
    }

    private static Optional<Account> keepName(String line, Map<String, String> names) {
        String[] fields = line.split(":", -1);
        if (fields.length > GECOS) {
            names.put(fields[0], fields[GECOS].split(",", 2)[0].strip());
        }
        return Optional.empty();
    }

    private static Optional<Account> account(String line, Map<String, String> names)
            throws AccountLines.Damaged {
        if (line.startsWith("#") || line.startsWith("+") || line.startsWith("-")) {
            return Optional.empty();
        }
        String[] fields = line.split(":", -1);
        if (fields.length < 2 || fields[0].isEmpty()) {
            throw new AccountLines.Damaged("no password field");
        }
        Traits traits =
                Traits.named(names.getOrDefault(fields[0], ""))
                        .withPasswordChanged(
                                day(fields.length > LAST_CHANGE ? fields[LAST_CHANGE] : ""));
        return Optional.of(new Account(fields[0], List.of(), password(fields[1]), traits));
    }

    private static StoredPassword password(String field) {
        return field.isEmpty() ? StoredPassword.OPEN : StoredPassword.of(field, "CRYPT");
    }

    private static Optional<Instant> day(String days) {
        if (!days.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        int day = Integer.parseInt(days);
        return day == 0 || day > MAX_DAY
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(Duration.ofDays(day)));
    }
}
