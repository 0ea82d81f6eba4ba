// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostconfTextTest {
    private static final String MAIN =
            """
            lists = permit_mynetworks, $more
            more = reject
            smtpd_recipient_restrictions = $lists
            """;

    @TempDir Path folder;

    @Test
    void everyServiceThatTakesMailIsThereWhateverItIsCalled() {
        Map<String, Map<String, String>> services =
                PostconfText.parse(
                                MAIN
                                        + """
                                        smtp       inet  n  -  y  -  1  postscreen
                                        smtpd      pass  -  -  y  -  -  smtpd
                                        2525       inet  n  -  y  -  -  smtpd -o smtpd_sasl_auth_enable=yes
                                        [::1]:2526 inet  n  -  y  -  -  smtpd
                                        spf        unix  -  n  n  -  0  spawn user=nobody argv=/bin/spf
                                        2525/inet/smtpd_sasl_auth_enable = yes
                                        spf/unix/spf_time_limit = 3600
                                        """)
                        .services();
        assertEquals(
                Map.of(
                        "smtpd/pass",
                        Map.of(),
                        "2525/inet",
                        Map.of("smtpd_sasl_auth_enable", "yes"),
                        "[::1]:2526/inet",
                        Map.of()),
                services);
    }

    @Test
    void withoutTheListOfServicesPort25StandsForThoseThatAreToldNothing() {
        assertEquals(
                Map.of("587/inet", Map.of("a", "b"), "smtp/inet", Map.of()),
                PostconfText.parse("x = y\n587/inet/a = b\nspf/unix/a = b\n").services());
        assertEquals(Map.of(), PostconfText.parse("x = y\n").services());
    }

    @Test
    void aServicesOwnParameterCountsInsideThoseOfMainCf() {
        assertEquals(
                Map.of(
                        "587/inet",
                        Map.of(
                                "more", "permit",
                                "lists", "permit_mynetworks, permit",
                                "smtpd_recipient_restrictions", "permit_mynetworks, permit"),
                        "smtp/inet",
                        Map.of()),
                PostconfText.parse(MAIN + "587/inet/more = permit\n").services());
    }

    @Test
    void bracesInOptionsMayHoldBraces() throws IOException {
        Files.writeString(folder.resolve("main.cf"), "x = y\n");
        Files.writeString(
                folder.resolve("master.cf"),
                """
                587 inet n - y - - smtpd -v
                  -o { smtpd_sender_restrictions = check_sender_access inline:{ {<> = REJECT no} }, permit }
                  -osmtpd_a=1 -o smtpd_b=2
                """);
        assertEquals(
                Map.of(
                        "587/inet",
                        Map.of(
                                "smtpd_sender_restrictions",
                                "check_sender_access inline:{ {<> = REJECT no} }, permit",
                                "smtpd_a",
                                "1",
                                "smtpd_b",
                                "2")),
                PostconfText.read(folder).services());
    }
}
