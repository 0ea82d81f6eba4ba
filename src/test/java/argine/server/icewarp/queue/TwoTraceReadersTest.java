// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The quick reader of trace lines beside the clear one, which is its judge. */
class TwoTraceReadersTest {
    private static final List<String> USUAL =
            List.of(
                    "from pc ([198.18.4.7]) by mail.example.org (IceWarp 10.3.0) with ASMTP id"
                            + " EMR80132 for <a@uqpaxffv.test>; Mon, 09 Nov 2026 08:12:32 +0100",
                    "from [192.0.2.9] ([2001:db8::9]) by m (IceWarp 9.4.2) with ESMTP (SSL) id RSH57823"
                            + " for <b.c@ext.test>; Thu, 29 Feb 2024 23:59:59 -0330");

    /** Whatever the quick one reads, the clear one reads alike; what is odd it leaves alone. */
    @Test
    void aLineThatIsWrongInOnePlaceIsReadAlikeOrLeftToTheOther() {
        String odd = "x9 <>()[];:.,+-@%\0\u0130\t\r\u0085";
        for (String line : USUAL) {
            assertAlike(line);
            assertAlike(line.replace("([", "([IPv6:"));
            for (int at = 0; at <= line.length(); at++) {
                String before = line.substring(0, at);
                assertAlike(before);
                for (int i = 0; i < odd.length(); i++) {
                    assertAlike(before + odd.charAt(i) + line.substring(at));
                    assertAlike(
                            before
                                    + odd.charAt(i)
                                    + line.substring(Math.min(at + 1, line.length())));
                }
                for (int end = at + 1; end <= line.length(); end++) {
                    assertAlike(before + line.substring(end));
                }
            }
        }
    }

    @Test
    void theUsualLinesAreReadWithoutASearch() {
        for (String line : USUAL) {
            assertTrue(new UsualTrace(line).read().isPresent(), line);
        }
    }

    private static void assertAlike(String line) {
        Optional<TraceLine> quick = new UsualTrace(line).read();
        if (quick.isPresent()) {
            assertEquals(TraceLine.byForm(line), quick, line);
        }
    }
}
