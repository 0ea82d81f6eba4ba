// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.access.Needed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The accounts with which a Dovecot itself logs in to the mail servers behind it. */
final class OwnLogins {
    private static final Set<String> SETTINGS =
            Set.of(
                    "imapc_user",
                    "imapc_master_user",
                    "pop3c_user",
                    "pop3c_master_user",
                    "submission_relay_user",
                    "submission_relay_master_user",
                    "doveadm_username");

    private OwnLogins() {}

    /** Those that its settings name; one that depends on who logs in names nobody. */
    static List<Needed> of(List<Map.Entry<String, String>> settings) {
        List<Needed> all = new ArrayList<>();
        for (Map.Entry<String, String> one : settings) {
            String name = one.getKey().substring(one.getKey().lastIndexOf('/') + 1);
            String account = one.getValue().strip();
            if (SETTINGS.contains(name) && !account.isEmpty() && account.indexOf('%') < 0) {
                all.add(new Needed(account, "Dovecot logs in elsewhere with it (" + name + ")"));
            }
        }
        return List.copyOf(all);
    }
}
