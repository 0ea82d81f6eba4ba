// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real guard greylists behind Postfix's policy protocol and reads SPF records of a real name
 * server: over UDP and TCP, behind an alias, in several strings, and of one that is silent.
 *
 * <p>Only where the lab may be started.
 */
class LiveSpfTest {
    private static final String DNS = "127.0.63.53";
    private static final String RECIPIENT = "rossi@corp.test";
    private static final String ZONES =
            """
            local-data: 'pool.test. TXT "v=spf1 include:_spf.pool.test " "mx -all"'
            local-data: 'pool.test. TXT "some other text"'
            local-data: 'pool.test. MX 10 mx.pool.test.'
            local-data: 'mx.pool.test. A 203.0.113.25'
            local-data: 'mx.pool.test. AAAA 2001:db8:25::25'
            local-data: '_spf.pool.test. TXT %s'
            local-data: 'alias.test. CNAME pool.test.'
            local-data: 'nobody.test. TXT "v=spf1 -all"'
            local-zone: "silent.test." deny
            """
                    .formatted(large());
    private static final String SECTIONS =
            """
            [greylisting]
            mode = "enforce"
            """;

    @TempDir Path folder;

    /** More than fits into a packet, so that it is asked for again over TCP. */
    private static String large() {
        return IntStream.range(0, 200)
                .mapToObj(i -> "\"ip4:198.51.100." + i + " \"")
                .collect(Collectors.joining(" ", "\"v=spf1 \" ", " \"~all\""));
    }

    @Test
    void whoSendsForADomainComesInFromAnotherAddressOnceItsRecordWasRead() throws Exception {
        if (!AskingGuard.canBe(getClass())) {
            return;
        }
        try (AskingGuard guard = new AskingGuard(folder, DNS, ZONES, SECTIONS)) {
            assertIsPutOff(guard, "198.51.100.7", "anna@silent.test");
            assertIsPutOff(guard, "198.51.100.7", "anna@nobody.test");
            assertIsPutOff(guard, "198.51.100.7", "anna@pool.test");
            untilLetIn(guard, "203.0.113.25", "anna@pool.test");
            assertEquals("DUNNO", ask(guard, "198.51.100.199", "bruno@pool.test"));
            assertEquals("DUNNO", ask(guard, "2001:db8:25::25", "anna@pool.test"));
            assertIsPutOff(guard, "198.51.100.200", "anna@pool.test");
            assertIsPutOff(guard, "2001:db8:25::26", "anna@pool.test");
            assertIsPutOff(guard, "198.51.100.7", "anna@nobody.test");
            assertIsPutOff(guard, "198.51.100.7", "anna@silent.test");
            assertIsPutOff(guard, "198.51.100.7", "");
            untilLetIn(guard, "198.51.100.8", "");
            assertFalse(guard.log().contains("SLF4J"), guard.log());
        }
    }

    private static void untilLetIn(AskingGuard guard, String client, String sender)
            throws Exception {
        Wait.until(() -> ask(guard, client, sender).equals("DUNNO"), guard::log);
    }

    private static void assertIsPutOff(AskingGuard guard, String client, String sender)
            throws IOException {
        String answer = ask(guard, client, sender);
        assertTrue(answer.endsWith("(argine greylist)"), answer);
    }

    /** Everybody says HELO with a name that stands for another. */
    private static String ask(AskingGuard guard, String client, String sender) throws IOException {
        return guard.policy(client, "alias.test", sender, RECIPIENT);
    }
}
