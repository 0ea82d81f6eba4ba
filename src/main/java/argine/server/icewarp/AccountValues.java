// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What IceWarp says of one account, by the names of its properties in lower case, however it was
 * asked.
 *
 * <p>A password that is masked, encrypted or kept elsewhere is hidden.
 */
public record AccountValues(Map<String, String> values) {
    /** What to ask for where a password can be told. */
    public static final List<String> NAMES =
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
    private static final Set<String> NONE = Set.of("", "0");

    public AccountValues {
        values = Map.copyOf(values);
    }

    /** The account; nothing for a list, a group, a resource: nobody logs in with those. */
    public Optional<Account> account(String address) {
        return isSet("u_type")
                ? Optional.empty()
                : Optional.of(new Account(address, aliases(address), password(), traits()));
    }

    private List<String> aliases(String address) {
        String domain = address.substring(address.lastIndexOf('@'));
        Set<String> aliases = new LinkedHashSet<>();
        for (String part : (value("u_alias") + ";" + value("u_emailalias")).split(";", -1)) {
            String alias = part.strip().toLowerCase(Locale.ROOT);
            if (!alias.isEmpty()) {
                aliases.add(alias.indexOf('@') < 0 ? alias + domain : alias);
            }
        }
        return List.copyOf(aliases);
    }

    private StoredPassword password() {
        if (value("u_authmode").equals(ANY_PASSWORD)) {
            return StoredPassword.OPEN;
        }
        String password = value("u_password");
        return isSet("u_authmode") || password.isEmpty() || LIKE_A_HASH.matcher(password).matches()
                ? StoredPassword.HIDDEN
                : StoredPassword.of("{PLAIN}" + password, "PLAIN");
    }

    private Traits traits() {
        return new Traits(
                value("u_name"),
                value("u_mailbox").toLowerCase(Locale.ROOT),
                unixTime(value("u_passwordlastchanged")),
                Optional.empty(),
                isSet("u_accountdisabled"),
                isSet("u_admin") || isSet("u_domainadmin"));
    }

    private static Optional<Instant> unixTime(String seconds) {
        return seconds.matches("[1-9][0-9]{0,9}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private boolean isSet(String name) {
        return !NONE.contains(value(name));
    }

    /** A password may be among the values. */
    @Override
    public String toString() {
        return "AccountValues" + values.keySet();
    }
}
