// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that were made to break whoever reads them, among others that are looked for; a whole
 * process with little memory has to plan a sweep of them.
 */
class BombsTest {
    private static final String NEEDLE = "Ihr Gewinn";
    private static final int MIB = 1 << 20;
    private static final String HEAD = "From: w@far.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n";

    @TempDir Path folder;

    @Test
    void whatIsMadeToBreakAReaderTakesLittleMemoryAndHidesNothing() throws Exception {
        hundredMegabytesWithoutALineEnd();
        threeThousandPartsInsideEachOther();
        base64OfNothingButZeros();
        aThousandHeadersOfALongLineEach();
        write("AAA00009", out -> out.write(bytes(HEAD + "\r\n" + NEEDLE + "!\r\n")));
        JsonNode plan = JsonMapper.shared().readTree(planned());
        Set<String> found = new TreeSet<>();
        plan.path("alsoMatching").forEach(one -> found.add(one.path("queueId").asString()));
        assertEquals(Set.of("AAA00001", "AAA00002", "AAA00003", "AAA00009"), found, plan::toString);
    }

    private void hundredMegabytesWithoutALineEnd() throws IOException {
        write(
                "AAA00001",
                out -> {
                    out.write(bytes(HEAD + "\r\n"));
                    byte[] piece = bytes("abcdefgh".repeat(MIB / 8));
                    for (int i = 0; i < 100; i++) {
                        out.write(piece);
                    }
                    out.write(bytes(" " + NEEDLE));
                });
    }

    private void threeThousandPartsInsideEachOther() throws IOException {
        write(
                "AAA00002",
                out -> {
                    out.write(bytes(HEAD));
                    for (int i = 0; i < 3000; i++) {
                        String part =
                                "Content-Type: multipart/mixed; boundary=b%1$d\r\n\r\n--b%1$d\r\n";
                        out.write(bytes(part.formatted(i)));
                    }
                    out.write(bytes("\r\n" + NEEDLE + "\r\n"));
                });
    }

    /** A packed file of zeros as text in base64, as a zip bomb travels, then the needle. */
    private void base64OfNothingButZeros() throws IOException {
        write(
                "AAA00003",
                out -> {
                    out.write(
                            bytes(
                                    HEAD
                                            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"));
                    out.write(bytes("Content-Type: text/plain\r\n"));
                    out.write(bytes("Content-Transfer-Encoding: base64\r\n\r\n"));
                    byte[] line = bytes("A".repeat(76) + "\r\n");
                    for (int i = 0; i < 60 * MIB / line.length; i++) {
                        out.write(line);
                    }
                    out.write(bytes("\r\n--b\r\nContent-Type: application/zip\r\n"));
                    out.write(bytes("Content-Transfer-Encoding: base64\r\n\r\n"));
                    out.write(Base64.getMimeEncoder().encode(packedZeros()));
                    out.write(bytes("\r\n--b\r\n\r\n" + NEEDLE + "\r\n--b--\r\n"));
                });
    }

    private static byte[] packedZeros() {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(new byte[64 * MIB]);
            deflater.finish();
            byte[] packed = new byte[MIB];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    private void aThousandHeadersOfALongLineEach() throws IOException {
        write(
                "AAA00004",
                out -> {
                    out.write(bytes(HEAD));
                    byte[] line = bytes("X-Much: " + "=?utf-8?B?QUFB?= ".repeat(5000) + "\r\n");
                    for (int i = 0; i < 1000; i++) {
                        out.write(line);
                    }
                    out.write(bytes("\r\nNothing here.\r\n"));
                });
    }

    /** Writes a message. */
    @FunctionalInterface
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private void write(String id, Content content) throws IOException {
        Path file = folder.resolve("_outgoing").resolve("retry").resolve(id + ".tmp");
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(
                    bytes(
                            "Received: from pc ([203.0.113.77])\r\n\tby mail.example.it (IceWarp 14.0.0)"
                                    + " with ASMTP id "
                                    + id
                                    + " for <a@b.test>; Tue, 24 Nov 2026 09:33:22 +0100\r\n"));
            content.to(out);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T09:00:00Z")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String planned() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "argine.Main"));
        command.addAll(List.of("sweep", "--server", "icewarp", "--format", "json"));
        command.addAll(List.of("--queue", folder.resolve("_outgoing").toString()));
        command.addAll(List.of("--store", folder.resolve("store").toString()));
        command.addAll(List.of("--contains", NEEDLE));
        Path said = folder.resolve("said");
        Path complained = folder.resolve("complained");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(said.toFile())
                        .redirectError(complained.toFile())
                        .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it does not end");
        assertEquals(0, process.exitValue(), Files.readString(complained));
        return Files.readString(said);
    }
}
