// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainMessageTest {

    private static String subject(String text) {
        ZonedDateTime date = ZonedDateTime.of(2026, 11, 26, 12, 0, 0, 0, ZoneOffset.UTC);
        return new PlainMessage("<a@corp.test>", List.of("<b@corp.test>"), text, "", date, "x")
                .written()
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse("");
    }

    @Test
    void whatLooksLikeAnEncodedWordIsReadAsItWasWritten() {
        assertEquals("Subject: STOPPED: rossi@corp.test", subject("STOPPED: rossi@corp.test"));
        assertEquals(
                "Subject: =?UTF-8?B?PT91dGYtOD9iP1ltOXpjdz09Pz0=?=",
                subject("=?utf-8?b?Ym9zcw==?="));
    }
}
