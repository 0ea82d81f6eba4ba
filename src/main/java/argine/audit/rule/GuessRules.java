// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.List;

/**
 * The list of rules, in the order in which they are tried: what costs little and hits often first.
 *
 * <p>One more rule: one more class and one line here; and {@link #VERSION} goes up, so that every
 * account is tried again.
 */
public final class GuessRules {
    /** Changes with the list: what an older list did not find is looked for again. */
    public static final int VERSION = 1;

    private static final int FIRST = 20;
    private static final int ALL_COMMON = 30_000;

    public static final List<GuessRule> ALL =
            List.of(
                    new EmptyPassword(),
                    new EqualsAlias(),
                    new EqualsUsername(),
                    new EqualsLocalPart(),
                    new EqualsDomain(),
                    new EqualsDisplayName(),
                    new CompanyWord(),
                    new CommonPassword(0, FIRST),
                    new PartOfAddress(),
                    new Reversed(),
                    new NameWithDecoration(),
                    new CommonPassword(FIRST, ALL_COMMON));

    private GuessRules() {}
}
