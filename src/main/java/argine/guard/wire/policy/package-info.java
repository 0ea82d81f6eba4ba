/**
 * Postfix's policy delegation protocol (SMTPD_POLICY_README).
 *
 * <p>Begin at {@link argine.guard.wire.policy.PolicyProtocol}. The service is asked at RCPT, where
 * it may refuse early, and at END-OF-MESSAGE, where it is settled how many recipients there were.
 */
@NullMarked
package argine.guard.wire.policy;

import org.jspecify.annotations.NullMarked;
