// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiredPasswordTest {
    private static final Instant END = Instant.parse("2026-11-26T03:00:00Z");
    private static final Decision REFUSED =
            new Decision.Reject(
                    Reason.of(
                            "expired-password",
                            "5.7.1",
                            "the password of this account has expired; it has to be changed"));

    private static Decision judged(
            Instant now, Stage stage, Channel channel, String account, String master) {
        return new ExpiredPassword(
                        (name, way) ->
                                name.equals("rossi@corp.test") && way != Channel.MAILBOX
                                        ? Optional.of(END)
                                        : Optional.empty(),
                        InstantSource.fixed(now))
                .judge(new Question(PolicyRequest.at(stage, channel), account, master));
    }

    private static Decision login(Instant now, String account, String master) {
        return judged(now, Stage.LOGIN_BEFORE, Channel.SUBMISSION, account, master);
    }

    @Test
    void aLoginIsRefusedFromTheMomentOn() {
        assertEquals(Decision.PASS, login(END.minusSeconds(1), "rossi@corp.test", ""));
        assertEquals(REFUSED, login(END, "rossi@corp.test", ""));
        assertEquals(
                REFUSED, judged(END, Stage.LOGIN_AFTER, Channel.SUBMISSION, "rossi@corp.test", ""));
    }

    @Test
    void whoHasNoDateIsNeverTooOld() {
        assertEquals(Decision.PASS, login(END, "verdi@corp.test", ""));
        assertEquals(Decision.PASS, login(END, "", ""));
    }

    @Test
    void row31AMessageThatWasBegunIsNotLost() {
        for (Stage stage : Stage.values()) {
            boolean login = stage == Stage.LOGIN_BEFORE || stage == Stage.LOGIN_AFTER;
            assertEquals(
                    login ? REFUSED : Decision.PASS,
                    judged(END, stage, Channel.SUBMISSION, "rossi@corp.test", ""));
        }
    }

    @Test
    void theWayOfTheLoginCounts() {
        assertEquals(
                Decision.PASS,
                judged(END, Stage.LOGIN_BEFORE, Channel.MAILBOX, "rossi@corp.test", ""));
    }

    @Test
    void whoeverOpensTheAccountOfAnotherIsAskedAboutTheirOwnPassword() {
        assertEquals(Decision.PASS, login(END, "rossi@corp.test", "verdi@corp.test"));
        assertEquals(REFUSED, login(END, "verdi@corp.test", "rossi@corp.test"));
    }
}
