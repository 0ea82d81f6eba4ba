// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.List;

/**
 * The list of rules, in the order in which they are tried: what costs little and hits often first.
 *
 * <p>Each is put to all accounts before the next is. So a rule of many guesses stands here in
 * parts: likely endings of everybody's name come before unlikely ones of anybody's.
 *
 * <p>One more rule: one more class and one line here; and {@link #VERSION} goes up, so that every
 * account is tried again.
 */
public final class GuessRules {
    /** Changes with the list: what an older list did not find is looked for again. */
    public static final int VERSION = 2;

    /** How many guesses the long list of common passwords is good for. */
    public static final int COMMON = CommonPassword.ALL - CommonPassword.FIRST;

    public static final List<GuessRule> ALL =
            List.of(
                    new EmptyPassword(),
                    new EqualsAlias(),
                    new EqualsUsername(),
                    new EqualsLocalPart(),
                    new EqualsDomain(),
                    new EqualsDisplayName(),
                    new CompanyWord(),
                    new CommonPassword(0, CommonPassword.FIRST),
                    new PartOfAddress(),
                    NameWithDecoration.OFTEN,
                    NameWithDecoration.THIS_YEAR,
                    new Reversed(),
                    NameWithDecoration.SOMETIMES,
                    NameWithDecoration.ANY_YEAR,
                    NameWithDecoration.SELDOM,
                    new CommonPassword(CommonPassword.FIRST, 100),
                    new CommonPassword(100, 1_000),
                    new CommonPassword(1_000, 10_000),
                    new CommonPassword(10_000, CommonPassword.ALL));

    private GuessRules() {}
}
