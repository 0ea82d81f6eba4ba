// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
    /** Of "abc", FIPS 180-2, appendix B.1. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path folder;

    @Test
    void aFileIsSealedAndWhatIsNoneIsNot() throws IOException {
        Path file = Files.writeString(folder.resolve("mail.log"), "abc");
        Report report =
                new Report(
                        "nothing",
                        "",
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Report.Read(
                                1,
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(
                                        new Report.File(file.toString(), 3, 1),
                                        new Report.File("standard input", 3, 1),
                                        new Report.File(folder.toString(), 3, 1),
                                        new Report.File("a\0b", 3, 1)),
                                List.of(),
                                "",
                                "",
                                ""));
        assertEquals(
                List.of(
                        Optional.of(new Report.Seal(3, ABC)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                report.sealed().read().files().stream().map(Report.File::seal).toList());
    }

    @Test
    void aLargeFileIsReadToTheEndThatItHad() throws IOException {
        Path file = Files.write(folder.resolve("mail.log"), new byte[(3 << 20) + 7]);
        assertEquals((3 << 20) + 7, Sealing.of(file.toString()).orElseThrow().bytes());
    }
}
