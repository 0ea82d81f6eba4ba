/**
 * Who is next: weak passwords, a policy that keeps them out, and settings that help a thief.
 *
 * <p>Begin at {@link argine.audit.PasswordAudit}, which tries the guesses of {@link
 * argine.audit.rule.GuessRules} on every account. What a guess is compared with is in {@code
 * scheme}. Nothing here prints, stores or logs a password or a hash.
 */
@NullMarked
package argine.audit;

import org.jspecify.annotations.NullMarked;
