// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.Directory;
import argine.guard.Envelope;
import argine.guard.Mode;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Rewriting;
import argine.guard.Stage;
import argine.mail.Address;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderMatchesLoginTest {
    private static final String ROSSI = "rossi@corp.test";

    private final Ownership ownership =
            new Ownership(
                    new CorpTest(),
                    Map.of(
                            ROSSI,
                            List.of("Info@corp.test", "@lists.corp.test"),
                            "gateway@corp.test",
                            List.of("*"),
                            "@branch.test",
                            List.of("office@corp.test")));
    private final SenderMatchesLogin rule = new SenderMatchesLogin(ownership, Mode.ENFORCE);

    private static Question submission(String account, String sender, String... from) {
        PolicyRequest request =
                PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                        .by(account)
                        .sending(Envelope.of(Address.of(sender), List.of(), 0))
                        .signed(Stream.of(from).map(Address::of).toList());
        return new Question(request, account, "");
    }

    private void passes(String sender, String... from) {
        assertEquals(Decision.PASS, rule.judge(submission(ROSSI, sender, from)));
    }

    private void refuses(String foreign, String sender, String... from) {
        assertEquals(
                new Decision.Reject(
                        Reason.of("sender", "5.7.1", ROSSI + " may not send as <" + foreign + ">")),
                rule.judge(submission(ROSSI, sender, from)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rossi@corp.test",
                "Rossi@CORP.test",
                "m.rossi@corp.test",
                "rossi+shop@corp.test",
                "rossi@corp.example",
                "info@corp.test",
                "anything@lists.corp.test",
                "rossi@corp.test."
            })
    void row17AnAccountMaySendAsEachOfItsAddresses(String sender) {
        passes(sender, sender);
    }

    @Test
    void anAccountMayNotSendAsSomeoneElse() {
        refuses("winner@lottery.test", "winner@lottery.test");
        refuses("bianchi@corp.test", "bianchi@corp.test");
        refuses("rossi@corp.test.evil", "rossi@corp.test.evil");
        refuses("rossi@evil@corp.test", "rossi@evil@corp.test");
        refuses("@corp.test", "@corp.test");
    }

    @Test
    void row22ASignatureForBouncesIsTakenOff() {
        passes("prvs=0123abcdef=rossi@corp.test");
        refuses("prvs=0123abcdef=bianchi@corp.test", "prvs=0123abcdef=bianchi@corp.test");
        refuses("prvs=short=rossi@corp.test", "prvs=short=rossi@corp.test");
    }

    @Test
    void row22AnOwnAddressMayBeRewrittenByAForwarderOfItsDomain() {
        passes("SRS0=HHHH=TT=corp.test=rossi@corp.test");
    }

    @Test
    void row22ARewrittenAddressIsNoWayToUseADomainOfOthers() {
        refuses("srs0=hhhh=tt=corp.test=rossi@bank.test", "SRS0=HHHH=TT=corp.test=rossi@bank.test");
        refuses("srs0=hhhh=tt=bank.test=info@corp.test", "SRS0=HHHH=TT=bank.test=info@corp.test");
    }

    @Test
    void row21TheNullSenderPassesWhenTheFromHeaderBelongsToTheAccount() {
        passes("");
        passes("", "rossi@corp.test");
        refuses("boss@corp.test", "", "boss@corp.test");
    }

    @Test
    void row30EachFromAddressMustBelongToTheAccount() {
        passes("rossi@corp.test", "rossi@corp.test", "m.rossi@corp.test");
        refuses("boss@corp.test", "rossi@corp.test", "boss@corp.test");
        refuses("boss@corp.test", "rossi@corp.test", "rossi@corp.test", "boss@corp.test");
    }

    @Test
    void row30ModesGoFromReportOverRewriteToRefuse() {
        assertEquals(Mode.REPORT, new SenderMatchesLogin(ownership, Mode.REPORT).mode());
        SenderMatchesLogin rewriting = new SenderMatchesLogin(ownership, Mode.REWRITE);
        assertEquals(
                Decision.rewriting(new Rewriting(Address.of(ROSSI))),
                rewriting.judge(submission(ROSSI, "rossi@corp.test", "boss@corp.test")));
        assertEquals(Mode.ENFORCE, rule.mode());
    }

    @Test
    void mailFromOutsidePasses() {
        assertEquals(Decision.PASS, rule.judge(submission("", "winner@lottery.test")));
    }

    @Test
    void aGatewayMaySendAsAnybody() {
        assertTrue(ownership.owns("gateway@corp.test", Address.of("who@ever.test")));
    }

    @Test
    void allOfADomainMayBeAllowedAnAddress() {
        assertTrue(ownership.owns("neri@branch.test", Address.of("office@corp.test")));
    }

    @Test
    void aDomainInItsOwnLettersIsTheSameDomain() {
        assertTrue(
                ownership.owns("rossi@xn--bcher-kva.test", Address.of("rossi@b\u00fccher.test")));
    }

    @Test
    void aBareLoginOwnsItsBareName() {
        assertTrue(ownership.owns("rossi", Address.of("rossi")));
    }

    private static final class CorpTest implements Directory {
        @Override
        public Set<String> addressesOf(String account) {
            return account.equals(ROSSI) ? Set.of("M.Rossi@corp.test") : Set.of();
        }

        @Override
        public boolean isLocal(Address recipient) {
            return false;
        }

        @Override
        public String primaryDomain(String domain) {
            return domain.equals("corp.example") ? "corp.test" : domain;
        }
    }
}
