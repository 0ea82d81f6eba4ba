// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the doctor sees in Exim's ACLs alone. */
class EximAdviceTest {
    private static final Set<String> DOORS = Set.of("inet:127.0.0.1:10034", "unix:/run/a/line");
    private static final String NAMED = "warn set acl_m_instance = $pid.$tod_epoch_l";
    private static final String RCPT = ask("inet:127.0.0.1:10034", "rcpt", "{3s}{}{pass}");
    private static final String DATA = ask("inet:127.0.0.1:10034", "data", "{3s}{}{pass}");

    private static String ask(String where, String word, String more) {
        return "warn set acl_m_argine = ${readsocket{"
                + where
                + "}{"
                + word
                + "\\tlogin=$authenticated_id\\theader=${sg{$rh_from:}{\\N[\\t\\r\\n]+\\N}{ }}\\n}"
                + more
                + "}";
    }

    private static List<String> bad(List<String> mail, List<String> rcpt, List<String> data) {
        return bad(Map.of("acl_smtp_mail", mail, "acl_smtp_rcpt", rcpt, "acl_smtp_data", data));
    }

    private static List<String> bad(Map<String, List<String>> acls) {
        return EximAdvice.of(acls, Optional.of(DOORS)).stream()
                .filter(one -> !one.good())
                .map(Advice::what)
                .toList();
    }

    private static List<String> badAtRcpt(String... statements) {
        return bad(List.of(NAMED), List.of(statements), List.of(DATA));
    }

    @Test
    void theDeliveredLinesAreGood() {
        assertEquals(List.of(), badAtRcpt(RCPT, "accept authenticated = *", "accept"));
        assertEquals(List.of(), badAtRcpt(ask("/run/a/line", "rcpt", "{3s}{}{pass}"), "accept"));
        assertEquals(
                List.of(),
                badAtRcpt(ask("inet:guard.example.org:10034", "rcpt", "{3s:tls=yes}{}{pass}")));
    }

    @Test
    void whatIsNotSetIsSaid() {
        Map<String, List<String>> acls = new HashMap<>();
        acls.put("acl_smtp_rcpt", List.of(RCPT));
        assertEquals(
                List.of(
                        "acl_smtp_mail is not set: Exim does not ask the guard there",
                        "acl_smtp_data is not set: Exim does not ask the guard there"),
                bad(acls));
    }

    @Test
    void whatAnExpressionChoosesIsLeftToTheProbe() {
        assertEquals(List.of(), bad(List.of(), List.of(), List.of()));
    }

    @Test
    void anAclThatAsksSomebodyElseDoesNotAskTheGuard() {
        String other = "warn set acl_m_x = ${readsocket{/run/other}{status\\n}{3s}{}{}}";
        assertEquals(
                List.of("the ACL of acl_smtp_rcpt does not ask the guard"),
                badAtRcpt(other, "accept"));
    }

    @Test
    void aMessageWithoutANameIsSaid() {
        assertEquals(
                List.of(
                        "the ACL of acl_smtp_mail gives the message no name: acl_m_instance is not"
                                + " set"),
                bad(List.of("accept"), List.of(RCPT), List.of(DATA)));
    }

    @Test
    void whoIsAcceptedBeforeTheQuestionIsNamedButForProgramsOfThisHost() {
        assertEquals(List.of(), badAtRcpt("accept hosts = :", RCPT));
        assertEquals(
                List.of(),
                badAtRcpt("accept\nhosts = :\ncontrol = dkim_disable_verify", RCPT, "accept"));
        assertEquals(1, badAtRcpt("accept hosts = : 10.0.0.0/8", RCPT).size());
        assertEquals(1, badAtRcpt("accept\n!hosts = :", RCPT).size());
        assertEquals(
                List.of(
                        "the ACL of acl_smtp_rcpt accepts before it asks (accept hosts ="
                                + " +relay_from_hosts control = submission): who is accepted there is"
                                + " never asked about"),
                badAtRcpt(
                        "deny domains = x",
                        "accept hosts = +relay_from_hosts\ncontrol = submission",
                        RCPT));
    }

    @Test
    void aLineWithoutAnAnswerOfItsOwnPutsMailOffWhileTheGuardIsDown() {
        assertEquals(
                List.of(
                        "the line of acl_smtp_rcpt has no answer of its own: while the guard is down"
                                + " all mail is put off"),
                badAtRcpt(ask("inet:127.0.0.1:10034", "rcpt", "{3s}{}")));
    }

    @Test
    void aLineThatWaitsLongIsSaid() {
        for (String time : List.of("90s", "2m", "1m30s", "9".repeat(400) + "s")) {
            assertEquals(
                    List.of(
                            "the line of acl_smtp_rcpt waits "
                                    + time
                                    + ": a guard that hangs holds up each message so long"),
                    badAtRcpt(
                            ask("inet:127.0.0.1:10034", "rcpt", "{" + time + ":tls=yes}{}{pass}")));
        }
        assertEquals(List.of(), badAtRcpt(ask("/run/a/line", "rcpt", "{10s}{}{pass}")));
    }

    @Test
    void aLineThatAsksWhereTheGuardIsNotIsSaid() {
        assertEquals(1, badAtRcpt(ask("inet:127.0.0.1:10031", "rcpt", "{3s}{}{pass}")).size());
        assertEquals(1, badAtRcpt(ask("/run/b/line", "rcpt", "{3s}{}{pass}")).size());
    }
}
