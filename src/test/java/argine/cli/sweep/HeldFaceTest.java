// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.desk.Exit;
import argine.cli.desk.Format;
import argine.cli.desk.Surroundings;
import argine.store.ReceiptId;
import argine.sweep.custody.Receipt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldFaceTest {
    private static HeldFace.Shown held(long done, long gone, long left) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Clock clock = Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC);
        return new HeldFace(
                        new Surroundings(nowhere, nowhere, clock, false),
                        Format.TEXT,
                        Optional.empty(),
                        "")
                .held(
                        new Receipt(
                                Optional.of(new ReceiptId("2026-11-27.1")),
                                done,
                                gone,
                                left,
                                List.of("no permission"),
                                false),
                        List.of(),
                        HeldMail.Aside.NOTHING);
    }

    @Test
    void oneThatIsLeftIsSpokenOfAsOneAndManyAsMany() {
        String undo = "To put them back:  argine sweep --undo 2026-11-27.1 --yes\n";
        assertEquals(
                List.of(
                        new HeldFace.Shown(
                                "Held 2 messages. Receipt 2026-11-27.1\n"
                                        + "1 message was delivered, or held by somebody else, before it"
                                        + " came to that.\n"
                                        + "1 message left where it was:\n"
                                        + "  no permission\n"
                                        + undo,
                                Exit.NOT_DONE),
                        new HeldFace.Shown(
                                "Held 2 messages. Receipt 2026-11-27.1\n"
                                        + "123 messages left where they were:\n"
                                        + "  no permission\n"
                                        + undo,
                                Exit.NOT_DONE)),
                List.of(held(2, 1, 1), held(2, 0, 123)));
    }
}
