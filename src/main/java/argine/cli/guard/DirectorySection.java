// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Directory;
import argine.guard.Logins;
import argine.guard.setup.Section;
import argine.mail.Account;
import argine.server.Directories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code [directory]}: where the mail server's accounts, aliases and domains are written.
 *
 * <p>Without it the guard knows nobody: an account then owns the address that is its login, and
 * every recipient is outside.
 */
record DirectorySection(
        Optional<Path> passwdFile,
        Optional<Path> accountsConfig,
        List<Path> aliases,
        Set<String> localDomains,
        Map<String, String> aliasDomains) {

    static DirectorySection of(Section section) {
        Section standing = section.section("alias-domains");
        Map<String, String> aliasDomains = new HashMap<>();
        for (String domain : standing.keys()) {
            aliasDomains.put(Logins.domain(domain), Logins.domain(standing.text(domain, domain)));
        }
        return new DirectorySection(
                section.texts("passwd-file", Path::of).stream().findFirst(),
                section.texts("accounts-config", Path::of).stream().findFirst(),
                section.texts("aliases", Path::of),
                Set.copyOf(section.texts("local-domains", Logins::domain)),
                aliasDomains);
    }

    /** Reads what it names; the domains of the accounts are local where none are named. */
    Directory read(PasswordSection password) throws IOException {
        if (passwdFile.isEmpty() && accountsConfig.isEmpty()) {
            return new AccountDirectory(List.of(), localDomains, aliasDomains);
        }
        List<Account> accounts =
                Directories.accounts(
                                new Directories.Asked(
                                        passwdFile,
                                        Optional.empty(),
                                        Optional.empty(),
                                        accountsConfig,
                                        List.of(),
                                        "CRYPT",
                                        aliases,
                                        Optional.empty()))
                        .list()
                        .accounts();
        Set<String> domains = new HashSet<>(localDomains);
        if (localDomains.isEmpty()) {
            accounts.forEach(account -> domains.add(account.domain()));
            domains.remove("");
        }
        return new AccountDirectory(accounts, domains, aliasDomains, password.read(accounts));
    }
}
