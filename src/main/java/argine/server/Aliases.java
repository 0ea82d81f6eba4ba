// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Account;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which names lead to an account, a table of aliases read backwards; and where else an account's
 * mail goes, the same table read forwards.
 *
 * <p>Names that lead there through other names count. Catch-alls ({@code @domain}), files, programs
 * and {@code :include:} are no names; catch-alls are kept by themselves.
 */
public final class Aliases {
    private static final int MAX_ALIASES = 64;
    private static final int MAX_CATCH_ALLS = 100_000;

    private final Map<String, List<String>> leadingTo = new HashMap<>();
    private final Map<String, List<String>> targets = new HashMap<>();
    private final Map<String, String> catchAlls = new LinkedHashMap<>();

    /** Adds what a name leads to: targets with commas or blanks between them. */
    public void add(String name, String to) {
        if (name.isBlank() || name.startsWith("@")) {
            keepCatchAll(name.strip(), to.strip());
            return;
        }
        for (String target : to.split("[,\\s]+", -1)) {
            String plain = target.replace("\"", "").replace("\\", "");
            if (!plain.isEmpty() && plain.indexOf('/') < 0 && !plain.startsWith("|")) {
                String from = name.strip().toLowerCase(Locale.ROOT);
                String lower = plain.toLowerCase(Locale.ROOT);
                lead(lower, from);
                targets.computeIfAbsent(from, _ -> new ArrayList<>(1)).add(lower);
            }
        }
    }

    private void keepCatchAll(String name, String to) {
        if (name.length() > 1 && catchAlls.size() < MAX_CATCH_ALLS) {
            catchAlls.putIfAbsent(name.toLowerCase(Locale.ROOT), to);
        }
    }

    /** What stands for every name of a domain, {@code @domain}, and where it leads. */
    public Map<String, String> catchAlls() {
        return Collections.unmodifiableMap(catchAlls);
    }

    /** A target with a domain is kept a second time by its local part alone, as {@code local@}. */
    private void lead(String target, String name) {
        leadingTo.computeIfAbsent(target, _ -> new ArrayList<>(1)).add(name);
        int at = target.lastIndexOf('@');
        if (at > 0) {
            String local = target.substring(0, at + 1);
            leadingTo.computeIfAbsent(local, _ -> new ArrayList<>(1)).add(name);
        }
    }

    /**
     * The names that lead to an account, nearest first, at most 64. A target without a domain is
     * taken for every account of that local part, and the other way round.
     */
    public List<String> of(String account) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(account));
        int at = account.lastIndexOf('@');
        open.add(at > 0 ? account.substring(0, at) : account + "@");
        while (!open.isEmpty() && found.size() < MAX_ALIASES) {
            for (String name : leadingTo.getOrDefault(open.remove(), List.of())) {
                if (!name.equals(account) && found.size() < MAX_ALIASES && found.add(name)) {
                    open.add(name);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The account with the names that lead to it, and with where its own mail goes besides. */
    public Account on(Account account) {
        List<String> forwards =
                targets.getOrDefault(account.name(), List.of()).stream()
                        .filter(target -> target.indexOf('@') > 0 && !target.equals(account.name()))
                        .limit(MAX_ALIASES)
                        .toList();
        return account.withAliases(of(account.name())).withForwards(forwards);
    }
}
