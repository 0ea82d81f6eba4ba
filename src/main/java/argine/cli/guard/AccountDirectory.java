// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.cli.guard.PasswordSection.Expiring;
import argine.guard.Channel;
import argine.guard.Directory;
import argine.mail.Account;
import argine.mail.Address;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mail server's accounts, their aliases and its domains, in memory.
 *
 * <p>An address of a local domain is local when it leads to a mailbox here. One that leads
 * elsewhere, or that nobody knows, is not: a list or an alias with five hundred targets outside
 * would else be free. Where no accounts are known every address of a local domain is local.
 */
final class AccountDirectory implements Directory {
    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Set<String> leadHere = new HashSet<>();
    private final Set<String> localDomains;
    private final Map<String, String> aliasDomains;
    private final Map<String, String> former = new HashMap<>();
    private final Expiring expiring;

    AccountDirectory(
            List<Account> accounts, Set<String> localDomains, Map<String, String> aliasDomains) {
        this(accounts, localDomains, aliasDomains, Expiring.NONE);
    }

    /**
     * @param aliasDomains for a domain that stands for another one, that one
     */
    AccountDirectory(
            List<Account> accounts,
            Set<String> localDomains,
            Map<String, String> aliasDomains,
            Expiring expiring) {
        this.expiring = expiring;
        this.localDomains = Set.copyOf(localDomains);
        this.aliasDomains = Map.copyOf(aliasDomains);
        for (Account account : accounts) {
            Set<String> own = new HashSet<>();
            own.add(account.name());
            account.aliases().forEach(alias -> own.addAll(whole(alias)));
            addresses.put(account.name(), Set.copyOf(own));
            leadHere.addAll(own);
        }
    }

    /** An alias without a domain is one of each local domain. */
    private Set<String> whole(String alias) {
        if (alias.indexOf('@') >= 0) {
            return Set.of(alias);
        }
        Set<String> whole = new HashSet<>();
        localDomains.forEach(domain -> whole.add(alias + "@" + domain));
        return whole;
    }

    /** Remembers what domains stood for in the one before it. */
    void follow(AccountDirectory before) {
        former.putAll(before.former);
        former.putAll(before.aliasDomains);
    }

    int size() {
        return addresses.size();
    }

    /** Of how many accounts the password expires. */
    int expiring() {
        return expiring.moments().size();
    }

    @Override
    public Optional<Instant> passwordExpires(String account, Channel channel) {
        return expiring.of(account, channel);
    }

    @Override
    public Set<String> addressesOf(String account) {
        return addresses.getOrDefault(account, Set.of());
    }

    @Override
    public boolean isLocal(Address recipient) {
        String domain = primaryDomain(recipient.domain());
        if (!localDomains.contains(domain) && !localDomains.contains(recipient.domain())) {
            return false;
        }
        int plus = recipient.local().indexOf('+');
        String local = plus > 0 ? recipient.local().substring(0, plus) : recipient.local();
        return leadHere.isEmpty()
                || leadHere.contains(local + "@" + domain)
                || leadHere.contains(recipient.local() + "@" + domain);
    }

    @Override
    public String primaryDomain(String domain) {
        return aliasDomains.getOrDefault(domain, domain);
    }

    @Override
    public String formerDomain(String domain) {
        return former.getOrDefault(domain, primaryDomain(domain));
    }
}
