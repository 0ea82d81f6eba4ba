/**
 * How strangers guess: one class for each way in which people choose passwords.
 *
 * <p>Begin at {@link argine.audit.rule.GuessRules}, the list, in the order of likelihood.
 */
@NullMarked
package argine.audit.rule;

import org.jspecify.annotations.NullMarked;
