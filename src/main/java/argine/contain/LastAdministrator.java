// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.Administrators;
import argine.server.access.RecordStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether nobody would be left to administer the server.
 *
 * <p>Each who tells of administrators is believed by itself: who is the last one that a database
 * knows is not saved by an alias. Where it cannot be asked, a thief is not spared for that.
 */
record LastAdministrator(Access access) {

    /** Why the account is the last one; {@code all} are those that are ordered together. */
    Optional<String> why(String account, List<String> all) {
        for (RecordStore store : stores()) {
            if (isLast(account, all, () -> store.administratorsWith(account))) {
                return Optional.of("it is the last administrator");
            }
        }
        for (Administrators one : access.administrators()) {
            if (one.isCertain() && isLast(account, all, () -> one.around(account))) {
                return Optional.of("it is the last administrator (" + one.how() + ")");
            }
        }
        return Optional.empty();
    }

    /** That it may be the last one, or that nobody tells who administers, where that is so. */
    List<String> notes(String account) {
        for (Administrators one : access.administrators()) {
            if (!one.isCertain() && isLast(account, List.of(), () -> one.around(account))) {
                return List.of(
                        "It may be the last administrator's ("
                                + one.how()
                                + " alone). If it is, keep another way in; name administrators, one"
                                + " a line, in /etc/argine/administrators, and the last is spared.");
            }
        }
        boolean told =
                stores().stream().anyMatch(LastAdministrator::tells)
                        || access.administrators().stream()
                                .anyMatch(one -> !names(() -> one.around(account)).isEmpty());
        return told
                ? List.of()
                : List.of(
                        "Who administers this server is not told by anything here, so its last"
                                + " administrator may be locked too: name them, one a line, in"
                                + " /etc/argine/administrators.");
    }

    private static boolean tells(RecordStore store) {
        try {
            return store.tellsAdministrators();
        } catch (IOException _) {
            return false;
        }
    }

    private List<RecordStore> stores() {
        List<RecordStore> stores = new ArrayList<>(access.denials());
        access.store().ifPresent(stores::add);
        return stores;
    }

    private interface Asked {
        List<String> names() throws IOException;
    }

    private static Set<String> names(Asked asked) {
        Set<String> names = new HashSet<>();
        try {
            asked.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        } catch (IOException _) {
            return Set.of();
        }
        return names;
    }

    private static boolean isLast(String account, List<String> all, Asked asked) {
        Set<String> left = new HashSet<>(names(asked));
        boolean isOne = left.remove(account.toLowerCase(Locale.ROOT));
        all.forEach(name -> left.remove(name.toLowerCase(Locale.ROOT)));
        return isOne && left.isEmpty();
    }
}
