// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.PasswordReport.Shared;
import argine.audit.PasswordReport.Storage;
import argine.audit.scheme.Schemes;
import argine.audit.scheme.Schemes.Looked;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How passwords are kept, whatever they are: in which schemes, and what is kept for two accounts.
 *
 * <p>Equal hashes with a salt are copies of each other; without one, or in the clear, they show
 * that several people chose the same password.
 */
record Keeping(List<Shared> shared, List<Storage> storage) {

    static Keeping of(List<Account> accounts) {
        Map<StoredPassword, List<Account>> same = new LinkedHashMap<>();
        Map<String, Integer> schemes = new TreeMap<>();
        for (Account account : accounts) {
            StoredPassword password = account.password();
            if (password.state() == StoredPassword.State.KEPT) {
                same.computeIfAbsent(password, _ -> new ArrayList<>(1)).add(account);
                schemes.merge(scheme(account), 1, Integer::sum);
            }
        }
        List<Shared> shared = new ArrayList<>();
        same.forEach(
                (_, group) -> {
                    if (group.size() > 1) {
                        List<String> names = group.stream().map(Account::name).toList();
                        shared.add(new Shared(names, scheme(group.getFirst()), false));
                    }
                });
        List<Storage> storage = new ArrayList<>();
        schemes.forEach(
                (scheme, count) -> {
                    String why = Schemes.against(scheme);
                    if (!why.isEmpty()) {
                        storage.add(new Storage(scheme, count, why));
                    }
                });
        return new Keeping(List.copyOf(shared), List.copyOf(storage));
    }

    private static String scheme(Account account) {
        return switch (Schemes.look(account)) {
            case Looked.CanBeChecked(Schemes.Checkable password) -> password.scheme();
            case Looked.NotReadable(String scheme, _) -> scheme;
        };
    }
}
