// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import argine.server.AccountLines;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The accounts in what IceWarp's {@code tool export account "*@*" u_alias ...} prints: a line an
 * account, its address and then the values of the properties in the order they were asked for.
 *
 * <p>The export does not name its columns, so they have to be told; a first line that names them
 * wins. A password that is masked, encrypted or kept elsewhere is hidden.
 */
public final class AccountExport implements Accounts {
    /** What to ask the tool for, in this order, when nothing else is said. */
    public static final List<String> COLUMNS =
            List.of(
                    "u_alias",
                    "u_mailbox",
                    "u_password",
                    "u_authmode",
                    "u_type",
                    "u_admin",
                    "u_domainadmin",
                    "u_accountdisabled");

    private static final Pattern LIKE_A_HASH =
            Pattern.compile("\\*+|[0-9a-fA-F]{32,128}|[{$].{12,}|[A-Za-z0-9+/]{22,}={1,2}");
    private static final String ANY_PASSWORD = "3";
    private static final Set<String> OWN_PASSWORD = Set.of("", "0");

    private final Path file;
    private final List<String> columns;

    /** {@code columns} are the properties in the order of the export, in lower case. */
    public AccountExport(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    @Override
    public Listing list() throws IOException {
        List<String> order = new ArrayList<>(columns);
        return AccountLines.read(file, line -> account(line, order));
    }

    private static Optional<Account> account(String line, List<String> order)
            throws AccountLines.Damaged {
        List<String> values = values(line);
        String address = values.getFirst().replace("<", "").replace(">", "").strip();
        if (address.indexOf('@') < 0 && names(values)) {
            order.clear();
            values.subList(1, values.size()).forEach(v -> order.add(v.toLowerCase(Locale.ROOT)));
            return Optional.empty();
        }
        if (address.lastIndexOf('@') <= 0) {
            throw new AccountLines.Damaged("does not begin with an address");
        }
        Row row = new Row(values, order);
        if (!Set.of("", "0").contains(row.value("u_type"))) {
            return Optional.empty(); // a list, a group, a resource: nobody logs in
        }
        return Optional.of(new Account(address, aliases(address, row), password(row), traits(row)));
    }

    private static boolean names(List<String> values) {
        return values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith("u_"));
    }

    private static List<String> aliases(String address, Row row) {
        String domain = address.substring(address.lastIndexOf('@'));
        Set<String> aliases = new LinkedHashSet<>();
        for (String part :
                (row.value("u_alias") + ";" + row.value("u_emailalias")).split(";", -1)) {
            String alias = part.strip().toLowerCase(Locale.ROOT);
            if (!alias.isEmpty()) {
                aliases.add(alias.indexOf('@') < 0 ? alias + domain : alias);
            }
        }
        return List.copyOf(aliases);
    }

    private static StoredPassword password(Row row) {
        if (row.value("u_authmode").equals(ANY_PASSWORD)) {
            return StoredPassword.OPEN;
        }
        String password = row.value("u_password");
        return !OWN_PASSWORD.contains(row.value("u_authmode"))
                        || password.isEmpty()
                        || LIKE_A_HASH.matcher(password).matches()
                ? StoredPassword.HIDDEN
                : StoredPassword.of("{PLAIN}" + password, "PLAIN");
    }

    private static Traits traits(Row row) {
        boolean admin = row.isSet("u_admin") || row.isSet("u_domainadmin");
        return new Traits(
                row.value("u_name"),
                row.value("u_mailbox").toLowerCase(Locale.ROOT),
                unixTime(row.value("u_passwordlastchanged")),
                Optional.empty(),
                row.isSet("u_accountdisabled"),
                admin);
    }

    private static Optional<Instant> unixTime(String seconds) {
        return seconds.matches("[1-9][0-9]{0,9}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    /** Splits at commas; a value in double quotes may hold some. */
    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append(c);
                i++;
            } else if (c == '"' && (quoted || value.isEmpty())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    /** The values of one account by the names of their columns. */
    private record Row(List<String> values, List<String> order) {
        String value(String column) {
            int index = order.indexOf(column) + 1;
            return index > 0 && index < values.size() ? values.get(index) : "";
        }

        boolean isSet(String column) {
            return !OWN_PASSWORD.contains(value(column));
        }
    }
}
