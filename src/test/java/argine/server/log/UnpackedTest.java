// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackedTest {
    private static final String LOG =
            "Nov 24 07:16:42 mail postfix/qmgr[1]: 842C8282007: removed\n".repeat(5_000);

    /** What came out of a stream, and why it broke off: empty when it did not. */
    private record Outcome(String text, String trouble) {}

    @Test
    void aPlainLogIsLeftAsItIs() {
        assertEquals(new Outcome(LOG, ""), unpack(LOG.getBytes(UTF_8)));
    }

    @Test
    void nothingIsNothing() {
        assertEquals(new Outcome("", ""), unpack(new byte[0]));
    }

    @Test
    void aSingleByteIsAByte() {
        assertEquals(new Outcome("x", ""), unpack(new byte[] {'x'}));
    }

    @Test
    void gzipIsUnpacked() throws IOException {
        assertEquals(new Outcome(LOG, ""), unpack(gzip(LOG)));
    }

    @Test
    void membersOfGzipFollowOneAnother() throws IOException {
        byte[] three = joined(gzip("a\n"), gzip(""), gzip("b\n"));
        assertEquals(new Outcome("a\nb\n", ""), unpack(three));
    }

    @Test
    void membersFollowOneAnotherOnAPipeThatSaysNothingIsReady() throws IOException {
        InputStream pipe = new Pipe(joined(gzip(LOG), gzip(LOG)), 7);
        assertEquals(new Outcome(LOG + LOG, ""), read(pipe));
    }

    @Test
    void zerosAfterGzipArePadding() throws IOException {
        assertEquals(new Outcome(LOG, ""), unpack(joined(gzip(LOG), new byte[512])));
    }

    @Test
    void somethingElseAfterGzipIsTold() throws IOException {
        byte[] mixed = joined(gzip(LOG), "plain\n".getBytes(UTF_8));
        assertEquals(new Outcome(LOG, "something that is not gzip follows"), unpack(mixed));
    }

    @Test
    void gzipCutShortGivesWhatIsThere() throws IOException {
        byte[] noise = noise();
        byte[] cut = Arrays.copyOf(gzip(noise), noise.length / 2);
        Outcome outcome = unpack(cut);
        assertEquals("the gzip data is cut short", outcome.trouble);
        assertTrue(outcome.text.length() > noise.length / 3, "only " + outcome.text.length());
    }

    @Test
    void gzipCutInItsCheckSumGivesEverything() throws IOException {
        byte[] whole = gzip(LOG);
        assertEquals(
                new Outcome(LOG, "the gzip data is cut short"),
                unpack(Arrays.copyOf(whole, whole.length - 3)));
    }

    @Test
    void damagedGzipGivesWhatCameBeforeTheDamage() {
        byte[] header = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3};
        byte[] stored = {0, 2, 0, (byte) 0xFD, (byte) 0xFF, 'a', '\n'};
        byte[] noSuchBlock = {7, 0, 0, 0};
        assertEquals(
                new Outcome("a\n", "the gzip data is damaged"),
                unpack(joined(header, stored, noSuchBlock)));
    }

    @Test
    void rubbishInGzipIsToldAndWhatCameBeforeItIsGiven() throws IOException {
        byte[] damaged = gzip(LOG);
        Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0xFF);
        Outcome outcome = unpack(damaged);
        assertTrue(outcome.trouble.startsWith("the gzip data is"), outcome.trouble);
        assertTrue(outcome.text.startsWith("Nov 24 07:16:42"));
        assertTrue(outcome.text.length() > LOG.length() / 4, "only " + outcome.text.length());
    }

    @Test
    void aWrongCheckSumIsToldEvenOfAFewBytes() throws IOException {
        byte[] damaged = gzip("a\n");
        damaged[damaged.length - 6] ^= 1;
        assertEquals(new Outcome("a\n", "the gzip data is damaged"), unpack(damaged));
    }

    @Test
    void aGzipHeaderWithANameAndACommentIsSteppedOver() throws IOException {
        byte[] plain = gzip("a\n");
        byte[] named =
                joined(
                        new byte[] {
                            0x1F, (byte) 0x8B, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'x'
                        },
                        "mail.log\0a comment\0".getBytes(UTF_8),
                        new byte[] {1, 2},
                        Arrays.copyOfRange(plain, 10, plain.length));
        assertEquals(new Outcome("a\n", ""), unpack(named));
    }

    @Test
    void zstandardIsUnpacked() {
        byte[] two = joined(Zstd.compress(LOG.getBytes(UTF_8)), Zstd.compress(LOG.getBytes(UTF_8)));
        assertEquals(new Outcome(LOG + LOG, ""), unpack(two));
    }

    @Test
    void zstandardBehindAFrameToPassOverIsUnpacked() {
        byte[] skipped = {0x5A, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 'h', 'i'};
        byte[] packed = joined(skipped, Zstd.compress(LOG.getBytes(UTF_8)));
        assertEquals(new Outcome(LOG, ""), unpack(packed));
    }

    @Test
    void zstandardCutShortGivesWhatIsThere() {
        byte[] noise = noise();
        byte[] packed = Zstd.compress(noise);
        Outcome outcome = unpack(Arrays.copyOf(packed, packed.length / 2));
        assertEquals("the zstd data is damaged or cut short", outcome.trouble);
        assertTrue(outcome.text.length() > noise.length / 4, "only " + outcome.text.length());
    }

    @Test
    void zstandardFullOfRubbishIsToldAndNotFatal() {
        byte[] rubbish = joined(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}, noise());
        assertTrue(unpack(rubbish).trouble.contains("zstd"), unpack(rubbish).trouble);
    }

    @Test
    void whatCannotBeUnpackedSaysHowItCan() {
        byte[] xz = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 4};
        assertEquals(new Outcome("", "it is packed with xz; pipe it in: xz -dc"), unpack(xz));
    }

    @Test
    void aJournalAsSystemdKeepsItSaysHowToWriteItOut() {
        String trouble = unpack("LPKSHHRH........".getBytes(UTF_8)).trouble;
        assertTrue(trouble.contains("journalctl --file"), trouble);
    }

    @Test
    void aStreamThatBrokeSaysSoAgain() throws IOException {
        InputStream in = Unpacked.of(new ByteArrayInputStream(Arrays.copyOf(gzip(LOG), 40)));
        assertThrows(IOException.class, in::readAllBytes);
        assertThrows(IOException.class, in::read);
    }

    static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Text that can hardly be packed, the same each time. */
    private static byte[] noise() {
        byte[] noise = new byte[1_000_000];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] &= 0x7F;
        }
        return noise;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static Outcome unpack(byte[] packed) {
        return read(new ByteArrayInputStream(packed));
    }

    private static Outcome read(InputStream packed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = Unpacked.of(packed)) {
            byte[] buffer = new byte[10_000];
            for (int n = in.read(buffer, 0, buffer.length);
                    n >= 0;
                    n = in.read(buffer, 0, buffer.length)) {
                out.write(buffer, 0, n);
            }
            return new Outcome(out.toString(UTF_8), "");
        } catch (IOException e) {
            return new Outcome(out.toString(UTF_8), e.getMessage());
        }
    }

    /** Gives a few bytes at a time, and never says that more are ready. */
    static final class Pipe extends InputStream {
        private final byte[] bytes;
        private final int piece;
        private int at;

        Pipe(byte[] bytes, int piece) {
            this.bytes = bytes;
            this.piece = piece;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) {
            int length = Math.min(Math.min(len, piece), bytes.length - at);
            System.arraycopy(bytes, at, b, off, length);
            at += length;
            return length == 0 && len > 0 ? -1 : length;
        }
    }
}
