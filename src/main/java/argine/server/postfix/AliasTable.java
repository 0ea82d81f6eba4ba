// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.Account;
import argine.server.Aliases;
import argine.server.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of aliases as Postfix itself names it, {@code hash:/etc/postfix/virtual}, asked through
 * {@code postmap}.
 *
 * <p>Tables that are files are listed whole. Those in a database or a directory can only be asked
 * name by name, so they are asked for every account, and for the names that organisations share:
 * {@code info}, {@code sales} and the like in each domain.
 */
public record AliasTable(String type, String path) {
    private static final Pattern NAMED =
            Pattern.compile("([a-z][a-z0-9]{1,15}):([^\\s:{][^\\r\\n]{0,1000})");
    private static final Set<String> LISTED =
            Set.of("hash", "btree", "lmdb", "cdb", "dbm", "sdbm", "texthash");
    private static final Set<String> ASKED =
            Set.of("pgsql", "mysql", "sqlite", "ldap", "memcache", "proxy", "pcre", "regexp");
    private static final int MAX_NAMES = 200_000;
    private static final int MAX_DOMAINS = 500;
    private static final List<String> SHARED =
            List.of(
                    "info",
                    "sales",
                    "support",
                    "office",
                    "admin",
                    "postmaster",
                    "webmaster",
                    "contact",
                    "help",
                    "billing",
                    "accounts",
                    "marketing",
                    "hr",
                    "jobs",
                    "orders",
                    "service",
                    "mail",
                    "hello",
                    "team",
                    "news",
                    "newsletter",
                    "amministrazione",
                    "ufficio",
                    "segreteria",
                    "commerciale",
                    "vendite",
                    "contabilita",
                    "acquisti");

    /** Reads the name of a table; nothing where it is the name of a plain file. */
    public static Optional<AliasTable> of(String text) {
        Matcher named = NAMED.matcher(text);
        return named.matches() && isKnown(named.group(1))
                ? Optional.of(new AliasTable(named.group(1), named.group(2)))
                : Optional.empty();
    }

    /** Whether it is a file that can be listed whole. */
    public boolean isListed() {
        return LISTED.contains(type);
    }

    /** The tables that a parameter names, or the addresses that a table has. */
    public static List<String> split(String value) {
        return ListValue.split(value);
    }

    private static boolean isKnown(String type) {
        return LISTED.contains(type) || ASKED.contains(type);
    }

    /**
     * Adds what it says to the aliases, as far as it can be asked about these accounts.
     *
     * @param config the folder of main.cf; empty for Postfix's own
     */
    public void addTo(Aliases aliases, Collection<String> accounts, Optional<Path> config)
            throws IOException {
        boolean listed = isListed();
        List<String> command = new ArrayList<>(List.of("postmap"));
        config.ifPresent(folder -> command.addAll(List.of("-c", folder.toString())));
        command.addAll(listed ? List.of("-s") : List.of("-q", "-"));
        command.add(type + ":" + path);
        Program answer = answer(command, listed ? "" : names(accounts));
        for (String line : (Iterable<String>) answer.said().lines()::iterator) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                aliases.add(line.substring(0, tab), line.substring(tab + 1));
            }
        }
    }

    /** The names in one that can be listed. */
    public List<String> keys(Optional<Path> config) throws IOException {
        List<String> command = new ArrayList<>(List.of("postmap"));
        config.ifPresent(folder -> command.addAll(List.of("-c", folder.toString())));
        command.addAll(List.of("-s", type + ":" + path));
        return answer(command, "")
                .said()
                .lines()
                .map(line -> line.split("\t", 2)[0])
                .sorted()
                .toList();
    }

    /** What it says of one name; nothing where it has no such name. */
    public Optional<String> ask(String name, Optional<Path> config) throws IOException {
        List<String> command = new ArrayList<>(List.of("postmap"));
        config.ifPresent(folder -> command.addAll(List.of("-c", folder.toString())));
        command.addAll(List.of("-q", name, type + ":" + path));
        return Optional.of(answer(command, "").said().strip()).filter(said -> !said.isEmpty());
    }

    /** Where nothing is found it says nothing and exits with 1, as it does when it fails. */
    private Program answer(List<String> command, String input) throws IOException {
        Program answer = Program.run(command, input);
        boolean failed = answer.exit() != 0 && !answer.complaint().isEmpty();
        if (answer.exit() > 1 || failed) {
            throw new IOException(type + ":" + path + " cannot be asked: " + answer.why());
        }
        return answer;
    }

    /** The names to ask for, one a line; a name that would be more than one is left out. */
    private static String names(Collection<String> accounts) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> domains = new LinkedHashSet<>();
        for (String account : accounts) {
            if (account.indexOf('\n') < 0 && account.indexOf('\r') < 0 && !account.isBlank()) {
                names.add(account);
                domains.add(account.substring(Account.localPart(account).length()));
            }
        }
        for (String domain : domains.stream().limit(MAX_DOMAINS).toList()) {
            SHARED.forEach(local -> names.add(local + domain));
        }
        StringBuilder lines = new StringBuilder();
        names.stream().limit(MAX_NAMES).forEach(name -> lines.append(name).append('\n'));
        return lines.toString();
    }
}
