// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import argine.guard.Directory;
import argine.mail.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each account may send as: what the directory says, and what the configuration allows
 * besides.
 *
 * <p>{@code @corp.test} stands for every address of a domain (a catch-all), {@code *} for every
 * address there is (a gateway).
 */
public final class Ownership {
    private final Directory directory;
    private final SenderForms forms;
    private final Map<String, List<String>> also;

    /**
     * @param also for an account, or for all of a domain ({@code @corp.test}), what it may send as
     */
    public Ownership(Directory directory, Map<String, List<String>> also) {
        this.directory = directory;
        this.forms = new SenderForms(directory::primaryDomain);
        this.also = new TreeMap<>(also);
    }

    public boolean owns(String account, Address address) {
        Address plain = forms.plain(address);
        if (account.indexOf('@') > 0 && plain.equals(forms.plain(Address.of(account)))) {
            return true; // as nearly every message says
        }
        Set<String> allowed = allowed(account);
        if (allowed.contains("*") || covers(allowed, plain)) {
            return true;
        }
        Address inner = forms.rewritten(address);
        return !inner.isNull()
                && covers(allowed, inner)
                && isOwnDomain(allowed, forms.domain(address.domain()));
    }

    private static boolean covers(Set<String> allowed, Address address) {
        return allowed.contains(address.toString()) || allowed.contains("@" + address.domain());
    }

    /** Around their own address people may put only a domain that is theirs. */
    private static boolean isOwnDomain(Set<String> allowed, String domain) {
        return allowed.stream().anyMatch(one -> one.endsWith("@" + domain));
    }

    private Set<String> allowed(String account) {
        Set<String> allowed = new HashSet<>();
        add(allowed, account);
        directory.addressesOf(account).forEach(one -> add(allowed, one));
        also.getOrDefault(account, List.of()).forEach(one -> add(allowed, one));
        String domain = account.substring(account.lastIndexOf('@') + 1);
        also.getOrDefault("@" + domain, List.of()).forEach(one -> add(allowed, one));
        return allowed;
    }

    private void add(Set<String> allowed, String one) {
        if (one.equals("*")) {
            allowed.add(one);
        } else if (one.startsWith("@")) {
            allowed.add("@" + forms.domain(one.substring(1)));
        } else if (!one.isEmpty()) {
            allowed.add(forms.plain(Address.of(one)).toString());
        }
    }
}
