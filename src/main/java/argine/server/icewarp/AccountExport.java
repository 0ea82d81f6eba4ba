// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Account;
import argine.server.AccountLines;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The accounts in what IceWarp's {@code tool export account "*@*" u_alias ...} prints: a line an
 * account, its address and then the values of the properties in the order they were asked for.
 *
 * <p>The export does not name its columns, so they have to be told; a first line that names them
 * wins.
 */
public final class AccountExport implements Accounts {
    /** A line of a log holds an address, and perhaps a password, but is none. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}\"<>:\\[\\]]{1,300}@[^\\s\\p{Cntrl}\"<>:@]{1,255}");

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
        if (!ADDRESS.matcher(address).matches()) {
            throw new AccountLines.Damaged("does not begin with an address");
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < order.size() && i + 1 < values.size(); i++) {
            row.put(order.get(i), values.get(i + 1));
        }
        return new AccountValues(row).account(address);
    }

    /** A line of an export that was asked for just these columns; a last comma may end it. */
    static Optional<Account> exactly(String line, List<String> columns)
            throws AccountLines.Damaged {
        List<String> values = values(line);
        int more = values.size() - 1 - columns.size();
        if (more < 0 || more > 1 || more == 1 && !values.getLast().isBlank()) {
            throw new AccountLines.Damaged(
                    "not an address and " + columns.size() + " values, as was asked for");
        }
        return account(line, columns);
    }

    private static boolean names(List<String> values) {
        return values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith("u_"));
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
}
