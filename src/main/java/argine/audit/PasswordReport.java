// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an audit of passwords found.
 *
 * @param checked accounts whose password was compared with guesses, in this run or an earlier one
 * @param unchanged those of them that an earlier run had done, and nothing has changed since
 * @param withoutPassword accounts that no password opens
 * @param cutShort accounts of an expensive scheme on which not every guess was tried
 * @param unfinished accounts that are left for the next run, because this one was stopped
 * @param guesses how many comparisons were made
 */
public record PasswordReport(
        List<Weak> weak,
        List<NotReadable> notReadable,
        List<Shared> shared,
        List<Storage> storage,
        List<Remark> hygiene,
        PolicyFindings policy,
        int accounts,
        int checked,
        int unchanged,
        int withoutPassword,
        int cutShort,
        int unfinished,
        long guesses,
        List<String> trouble) {

    /**
     * Somebody whose password strangers guess.
     *
     * @param rule how it is guessed; never the password
     * @param alias the alias that it equals, where the rule is about aliases; else empty
     */
    public record Weak(String account, String rule, String alias, String scheme) {}

    /** Somebody whose password cannot be looked at, and why. */
    public record NotReadable(String account, String scheme, String why) {}

    /**
     * Accounts that have the same password: whoever has one has all.
     *
     * @param scheme the schemes that it is kept in
     * @param guessed whether it is known by the guess that found it; else by what is kept, alike
     */
    public record Shared(List<String> accounts, String scheme, boolean guessed) {}

    /** A way of keeping passwords that is to be changed, and how many accounts are kept so. */
    public record Storage(String scheme, int accounts, String why) {}

    /** Something about an account that a thief likes, apart from its password. */
    public record Remark(String account, String what, String advice) {}

    /** Whether somebody's password is known to be worth nothing, or not what is asked for. */
    public boolean isSomebodyWeak() {
        return !weak.isEmpty() || !shared.isEmpty() || !policy.breaks().isEmpty();
    }

    /**
     * What it is after guesses at a live login.
     *
     * @param found who was found weak there
     * @param hidden who is still not known
     * @param ended why it ended early; empty if it did not
     */
    public PasswordReport withLogins(List<Weak> found, List<NotReadable> hidden, String ended) {
        List<Weak> all = new ArrayList<>(weak);
        all.addAll(found);
        all.sort(Comparator.comparing(Weak::account));
        List<String> said = new ArrayList<>(trouble);
        if (!ended.isEmpty()) {
            said.add(ended);
        }
        return new PasswordReport(
                List.copyOf(all),
                List.copyOf(hidden),
                shared,
                storage,
                hygiene,
                policy,
                accounts,
                checked + found.size(),
                unchanged,
                withoutPassword,
                cutShort,
                ended.isEmpty() ? unfinished : unfinished + hidden.size(),
                guesses,
                List.copyOf(said));
    }

    public boolean isFinished() {
        return unfinished == 0;
    }
}
