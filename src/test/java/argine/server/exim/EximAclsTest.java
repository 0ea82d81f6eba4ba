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
                        List.of(
                                "deny message = no\nacl = third\n!authenticated = *",
                                "accept",
                                "accept acl = second\nhosts = :",
                                "deny message = no\nacl = third\n!authenticated = *",
                                "accept"),
                        "acl_smtp_data",
                        List.of()),
                EximAcls.parse(PRINTED));
    }

    @Test
    void whatIsNoConfigurationComesToNothing() {
        assertEquals(Map.of(), EximAcls.parse(""));
        assertEquals(Map.of(), EximAcls.parse("begin acl\n:\n\u0000\nacl_smtp_rcpt = x\n{{{"));
    }
}
