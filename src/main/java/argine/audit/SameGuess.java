// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.PasswordReport.Shared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Accounts that were guessed by the same password, however each keeps it.
 *
 * <p>A salt hides that several accounts share a password until it is guessed. The password is
 * compared here and goes no further.
 */
final class SameGuess {
    private SameGuess() {}

    /** What is shared in all; a group within a larger one is not told twice. */
    static List<Shared> with(List<Shared> kept, List<Subject> subjects) {
        Map<String, List<Subject>> same = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            subject.guessed()
                    .filter(password -> !password.isEmpty())
                    .ifPresent(
                            password ->
                                    same.computeIfAbsent(password, _ -> new ArrayList<>(1))
                                            .add(subject));
        }
        List<Shared> all = new ArrayList<>(kept);
        same.values().stream()
                .filter(group -> group.size() > 1)
                .map(SameGuess::shared)
                .filter(group -> kept.stream().noneMatch(one -> isWithin(group, one)))
                .forEach(all::add);
        return all.stream()
                .filter(one -> one.guessed() || all.stream().noneMatch(of -> isPart(one, of)))
                .toList();
    }

    private static Shared shared(List<Subject> group) {
        String schemes =
                group.stream()
                        .map(Subject::scheme)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return new Shared(group.stream().map(Subject::account).toList(), schemes, true);
    }

    private static boolean isPart(Shared one, Shared of) {
        return of.guessed() && isWithin(one, of);
    }

    private static boolean isWithin(Shared one, Shared of) {
        return new HashSet<>(of.accounts()).containsAll(one.accounts());
    }
}
