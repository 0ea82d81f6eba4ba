// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The statements for programs that many administrators have, as their tables are when nothing was
 * changed. Each works on PostgreSQL and on MariaDB, where the program does.
 */
enum SqlPreset {
    /** Postfixadmin 3: its date of change is that of any change, so it is not taken. */
    POSTFIXADMIN(
            "CRYPT",
            Map.of(
                    "list",
                    "SELECT m.username, m.password, m.name, m.active,"
                            + " CASE WHEN a.username IS NULL THEN 0 ELSE 1 END AS admin"
                            + " FROM mailbox m LEFT JOIN admin a ON a.username = m.username"
                            + " ORDER BY m.username",
                    "aliases",
                    "SELECT address, goto FROM alias WHERE active",
                    "administrators",
                    "SELECT username FROM admin WHERE active",
                    "table",
                    "mailbox",
                    "key",
                    "username",
                    "password-column",
                    "password",
                    "lock",
                    "active=0")),

    /** iRedMail 1: the table of forwardings holds aliases as well. */
    IREDMAIL(
            "CRYPT",
            Map.of(
                    "list",
                    "SELECT username, password, name, active, passwordlastchange AS changed,"
                            + " isadmin + isglobaladmin AS admin FROM mailbox ORDER BY username",
                    "aliases",
                    "SELECT address, forwarding FROM forwardings WHERE active = 1",
                    "last-logins",
                    "SELECT username, GREATEST(COALESCE(imap, 0), COALESCE(pop3, 0)) FROM last_login",
                    "administrators",
                    "SELECT username FROM mailbox WHERE isglobaladmin = 1 AND active = 1",
                    "table",
                    "mailbox",
                    "key",
                    "username",
                    "password-column",
                    "password",
                    "lock",
                    "active=0",
                    "lock-sending",
                    "enablesmtp=0, enablesmtpsecured=0")),

    /**
     * mailcow: MariaDB only; rooms and groups have a {@code kind}. With {@code active} 2 nobody
     * logs in, and mail still arrives.
     */
    MAILCOW(
            "BLF-CRYPT",
            Map.ofEntries(
                    entry(
                            "list",
                            "SELECT username, password, name, active,"
                                    + " JSON_VALUE(attributes, '$.passwd_update') AS changed"
                                    + " FROM mailbox WHERE kind = '' ORDER BY username"),
                    entry("aliases", "SELECT address, goto FROM alias WHERE active = 1"),
                    entry(
                            "last-logins",
                            "SELECT username, MAX(datetime) FROM sasl_log GROUP BY username"),
                    entry("table", "mailbox"),
                    entry("key", "username"),
                    entry("password-column", "password"),
                    entry("lock", "active=2"),
                    entry("lock-stops-mail", "no"),
                    entry("lock-sending", "attributes.smtp_access=0"),
                    entry(
                            "app-passwords",
                            "SELECT name, created, active FROM app_passwd WHERE mailbox = ?"
                                    + " ORDER BY id"),
                    entry(
                            "app-passwords-off",
                            "UPDATE app_passwd SET active = 0 WHERE mailbox = ?"))),

    /** Modoboa: the mailbox of a user has its address and its password. */
    MODOBOA(
            "CRYPT",
            Map.of(
                    "list",
                    "SELECT u.email AS username, u.password,"
                            + " CONCAT(u.first_name, ' ', u.last_name) AS name,"
                            + " u.is_active AS active, u.is_superuser AS admin"
                            + " FROM core_user u JOIN admin_mailbox m ON m.user_id = u.id"
                            + " ORDER BY u.email",
                    "aliases",
                    "SELECT a.address, r.address FROM admin_alias a"
                            + " JOIN admin_aliasrecipient r ON r.alias_id = a.id WHERE a.enabled",
                    "last-logins",
                    "SELECT email, last_login FROM core_user WHERE last_login IS NOT NULL",
                    "administrators",
                    "SELECT email FROM core_user WHERE is_superuser AND is_active",
                    "table",
                    "core_user",
                    "key",
                    "email",
                    "password-column",
                    "password",
                    "lock",
                    "is_active=0"));

    /** What a file may set in place of a preset. */
    static final Set<String> NAMES =
            Set.of(
                    "list",
                    "administrators",
                    "aliases",
                    "last-logins",
                    "table",
                    "key",
                    "password-column",
                    "lock",
                    "lock-stops-mail",
                    "lock-sending",
                    "app-passwords",
                    "app-passwords-off");

    private final String scheme;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> statements;

    SqlPreset(String scheme, Map<String, String> statements) {
        this.scheme = scheme;
        this.statements = statements;
    }

    static Optional<SqlPreset> of(String name) {
        return Stream.of(values()).filter(preset -> preset.word().equals(name)).findFirst();
    }

    static List<String> names() {
        return Stream.of(values()).map(SqlPreset::word).toList();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String scheme() {
        return scheme;
    }

    Optional<String> statement(String name) {
        return Optional.ofNullable(statements.get(name));
    }
}
