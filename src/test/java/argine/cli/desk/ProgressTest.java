// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter shown = new StringWriter();
    private final Progress progress =
            new Progress(
                    new Surroundings(
                            new PrintWriter(shown),
                            new PrintWriter(shown),
                            Clock.systemUTC(),
                            true));

    private String shown() {
        return shown.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void whatIsCertainEarlySaysHowMuchWasRead() {
        progress.certain("rossi@example.org", 30, 120);
        assertEquals(
                CLEAR + "already certain: rossi@example.org is misused (25 % read)\n", shown());
    }

    @Test
    void ofStandardInputNobodyKnowsHowMuchThereIs() {
        progress.certain("rossi@example.org", 30, 0);
        progress.progress(1L << 30, 0);
        assertEquals(CLEAR + "already certain: rossi@example.org is misused\n", shown());
    }
}
