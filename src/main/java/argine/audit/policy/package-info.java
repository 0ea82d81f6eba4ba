/**
 * What a password has to be, asked in one place wherever one is set or audited.
 *
 * <p>Begin at {@link argine.audit.policy.PasswordPolicy}, which is what a policy file says, and
 * {@link argine.audit.policy.PolicyRules}, the list of what can be asked for.
 */
@NullMarked
package argine.audit.policy;

import org.jspecify.annotations.NullMarked;
