// SPDX-License-Identifier: Apache-2.0
package argine.server.exim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EximAclsTest {
    /** As Exim 4.96 prints it. */
    private static final String PRINTED =
            """
            # Exim Configuration (4.96)
            # 1 "/etc/exim4/exim4.conf"
            primary_hostname = mail.example.org
            acl_smtp_mail = first
            acl_smtp_rcpt = second
            acl_smtp_data = ${if eq{a}{b}{x}{second}}
            acl_smtp_helo =

            begin routers

              acl_smtp_vrfy:
                driver = accept

            begin acl

              first:
                warn set acl_m_instance = $pid
                set acl_c_session = $pid
                accept

              second:
                deny message = no
                acl = third
                !authenticated = *
                accept

              third:
                accept acl = second
                hosts = :

            begin retry

              *   *   F,2h,15m
            """;

    @Test
    void eachSettingComesToTheStatementsOfItsAclThoseThatItCallsBeforeTheCaller() {
        assertEquals(
                Map.of(
                        "acl_smtp_mail",
                        List.of(
                                "warn set acl_m_instance = $pid\nset acl_c_session = $pid",
                                "accept"),
                        "acl_smtp_rcpt",
                        List.of("deny message = no\nacl = third\n!authenticated = *", "accept"),
                        "acl_smtp_data",
                        List.of()),
                EximAcls.parse(PRINTED));
    }

    /** As Debian's exceptions from its refusals are, whose accept lets nobody in by itself. */
    @Test
    void anAcceptOfAnAclThatIsCalledIsKeptOnlyBeforeAQuestionOfIt() {
        String printed =
                """
                acl_smtp_rcpt = top
                begin acl
                  top:
                    deny
                    !acl = exceptions
                    !verify = sender/callout
                # 7 "/etc/exim4/exim4.conf"
                    require acl = asking x
                    accept
                  exceptions:
                    accept
                    hosts = +known
                    warn set acl_m_x = 1
                  asking:
                    accept authenticated = *
                    warn set acl_m_argine = ${readsocket{/run/line}{rcpt}}
                    accept
                """;
        assertEquals(
                Map.of(
                        "acl_smtp_rcpt",
                        List.of(
                                "warn set acl_m_x = 1",
                                "deny\n!acl = exceptions\n!verify = sender/callout",
                                "accept authenticated = *",
                                "warn set acl_m_argine = ${readsocket{/run/line}{rcpt}}",
                                "require acl = asking x",
                                "accept")),
                EximAcls.parse(printed));
    }

    @Test
    void whatCallsWithoutEndIsFollowedNoFurtherThanEximDoes() {
        StringBuilder printed = new StringBuilder("acl_smtp_rcpt = a0\nbegin acl\n");
        for (int i = 0; i < 100_000; i++) {
            printed.append("a%d:\ndeny acl = a%d\n".formatted(i, i + 1));
        }
        assertEquals(
                21,
                EximAcls.parse(printed.toString()).getOrDefault("acl_smtp_rcpt", List.of()).size());
        String spaces =
                "acl_smtp_rcpt = a\nbegin acl\na:\ndeny acl" + " ".repeat(1_000_000) + "x\n";
        assertEquals(1, EximAcls.parse(spaces).getOrDefault("acl_smtp_rcpt", List.of()).size());
    }

    @Test
    void whatIsNoConfigurationComesToNothing() {
        assertEquals(Map.of(), EximAcls.parse(""));
        assertEquals(Map.of(), EximAcls.parse("begin acl\n:\n\u0000\nacl_smtp_rcpt = x\n{{{"));
    }
}
