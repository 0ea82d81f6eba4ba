// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Rule;
import argine.guard.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Refuses the login with a password that is too old, where that was switched on.
 *
 * <p>Only the login: who is in already goes on, and a message that was begun is not lost. Whoever
 * opens another's account with a password of their own is asked about their own.
 */
public final class ExpiredPassword implements Rule {
    private final BiFunction<String, Channel, Optional<Instant>> expires;
    private final InstantSource clock;

    /**
     * @param expires from when an account's password is too old to log in with by a way
     */
    public ExpiredPassword(
            BiFunction<String, Channel, Optional<Instant>> expires, InstantSource clock) {
        this.expires = expires;
        this.clock = clock;
    }

    @Override
    public Decision judge(Question question) {
        Stage stage = question.request().stage();
        if (!question.hasAccount() || stage != Stage.LOGIN_BEFORE && stage != Stage.LOGIN_AFTER) {
            return Decision.PASS;
        }
        String whose = question.master().isEmpty() ? question.account() : question.master();
        return expires.apply(whose, question.request().channel())
                        .filter(at -> !clock.instant().isBefore(at))
                        .isEmpty()
                ? Decision.PASS
                : new Decision.Reject(
                        Reason.of(
                                "expired-password",
                                "5.7.1",
                                "the password of this account has expired; it has to be changed"));
    }
}
