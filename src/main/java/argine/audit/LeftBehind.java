// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.PasswordReport.Remark;
import argine.mail.Account;
import argine.server.access.Foothold;
import argine.server.access.Footholds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What sends an account's mail to another place, or hands it to somebody: rules in its home. A new
 * password does not end it.
 *
 * <p>What stays with the domains of the accounts is not told.
 */
final class LeftBehind {
    private static final int MOST_TROUBLE = 20;

    private LeftBehind() {}

    static List<Remark> of(List<Account> accounts, Footholds homes, List<String> trouble) {
        Set<String> domains = accounts.stream().map(Account::domain).collect(Collectors.toSet());
        List<Remark> remarks = new ArrayList<>();
        int unread = 0;
        for (Account account : accounts) {
            try {
                homes.of(account.name()).stream()
                        .filter(Foothold::suspicious)
                        .filter(found -> !staysWith(domains, found.what()))
                        .map(
                                found ->
                                        new Remark(
                                                account.name(),
                                                found.what() + " (" + found.where() + ")",
                                                "ask its owner; thieves leave such things behind"))
                        .forEach(remarks::add);
            } catch (IOException e) {
                if (unread++ < MOST_TROUBLE) {
                    trouble.add("the home of " + account.name() + " not read: " + e.getMessage());
                }
            }
        }
        if (unread > MOST_TROUBLE) {
            trouble.add(unread + " homes not read, the first of them above");
        }
        return remarks;
    }

    private static boolean staysWith(Set<String> domains, String what) {
        String plain = what.replace(" (the script is not active)", "");
        String address = plain.substring(plain.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        return plain.matches("(redirects mail|forwards) to \\S+@\\S+")
                && domains.contains(address.substring(address.lastIndexOf('@') + 1));
    }
}
