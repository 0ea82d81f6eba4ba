// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageDecoderTest {

    @Test
    void aPlainMessageIsShownWithOneSpaceBetweenWords() {
        Shown shown = Shown.of("Subject: Hello\nTo: you\n\nClick  here\nnow, \tplease.\n");
        assertEquals(List.of("subject: Hello", "to: you"), shown.fields);
        assertEquals("Click here now, please. |", shown.text());
        assertEquals("", shown.written.toString());
    }

    @Test
    void encodedWordsAndFoldedLinesOfHeadersAreOneLine() {
        assertEquals(
                List.of(
                        "subject: Sie haben gewonnen: Gl\u00fcckwunsch",
                        "from: \u4f60\u597d <a@b.test>"),
                Shown.of(
                                """
                                Subject: Sie haben
                                 gewonnen: =?iso-8859-1?Q?Gl=FCckwunsch?=
                                From: =?utf-8?B?5L2g5aW9?= <a@b.test>

                                """)
                        .fields);
    }

    @Test
    void anEncodedWordMayNameItsLanguage() {
        assertEquals(
                List.of("subject: You have won", "to: =?utf-8*en =?x?"),
                Shown.of(
                                """
                                Subject: =?utf-8*en?Q?You_have?= =?us-ascii*en-US?B?IHdvbg==?=
                                To: =?utf-8*en =?x?

                                """)
                        .fields);
    }

    @Test
    void aBoundaryMayBeEncodedOrInPieces() {
        for (String boundary :
                List.of(
                        "boundary=abc",
                        "boundary*=us-ascii'en'a%62c",
                        "boundary*=\"us-ascii''abc\"",
                        "boundary*0=a; boundary*1=\"bc\"",
                        "boundary*1=c;\n BOUNDARY*0*=''%61b",
                        "boundary*0*=us-ascii'en'a%62; boundary*1=c; boundary*3=x",
                        "boundary*=abc; boundary*100=x; boundary*x=y",
                        "name=\"\u0130\u0130.html\"; boundary=\"abc\"")) {
            assertEquals(
                    "won |",
                    Shown.of(
                                    "Content-Type: multipart/mixed; "
                                            + boundary
                                            + "\n\n--abc\nContent-Type: text/plain;"
                                            + " charset*=us-ascii''utf%2D8\n\nwon\n--abc--\nx\n")
                            .text(),
                    boundary);
        }
    }

    /** Java takes up to a millisecond to find out that it does not know one. */
    @Test
    void characterSetsThatNobodyKnowsTakeNoTime() {
        StringBuilder message = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n");
        for (int field = 0; field < 60; field++) {
            message.append("Subject: ");
            for (int word = 0; word < 2000; word++) {
                message.append("=?a").append(word).append("?q? =?");
            }
            message.append("=?utf-8*de?q?gewonnen?=\n");
        }
        for (int part = 0; part < 100_000; part++) {
            message.append("\n--b\nContent-Type: text/plain; charset=a").append(part).append('\n');
        }
        message.append("\nneedle\n--b--\n");
        Shown shown = assertTimeout(Duration.ofSeconds(60), () -> Shown.of(message.toString()));
        assertTrue(shown.text().endsWith("needle |"), shown.text());
        assertTrue(shown.fields.get(1).endsWith("=?a1999?q? =?gewonnen"), shown.fields.get(1));
    }

    @Test
    void aBoundaryInPiecesWithoutEndTakesNoTime() {
        String pieces = "; boundary*0=a; boundary*7*='".repeat(1000);
        String head = "Content-Type: multipart/mixed" + pieces + "\n\n--a\n";
        assertTimeout(Duration.ofMinutes(2), () -> Shown.of(head.repeat(200)));
    }

    @Test
    void base64IsDecodedInTheCharacterSetThatIsNamed() {
        for (String charset : List.of("utf-8", "iso-8859-15", "koi8-r", "gb18030", "utf-16le")) {
            String text =
                    charset.equals("koi8-r")
                            ? "\u0412\u044b \u0432\u044b\u0438\u0433\u0440\u0430\u043b\u0438"
                            : "Caf\u00e9 gewonnen";
            byte[] bytes = text.getBytes(Charset.forName(charset));
            String encoded = Base64.getMimeEncoder(8, new byte[] {'\n'}).encodeToString(bytes);
            String head = "Content-Type: text/plain; charset=\"" + charset + "\"\n";
            assertEquals(
                    text + "|",
                    Shown.of(head + "Content-Transfer-Encoding: Base64\n\n" + encoded).text(),
                    charset);
        }
    }

    @Test
    void quotedPrintableIsDecodedAcrossSoftLineEnds() {
        assertEquals(
                "viagra costs \u20ac5 = cheap =ZZ |",
                Shown.of(
                                """
                                Content-Type: text/plain; charset=utf-8
                                Content-Transfer-Encoding: quoted-printable

                                via=
                                gra costs =E2=82=
                                =AC5 =3D cheap =ZZ
                                """)
                        .text());
    }

    @Test
    void whatHtmlShowsIsSeenAndWhatItSaysIsWritten() {
        Shown shown =
                Shown.of(
                        """
                        Content-Type: text/html

                        <style>p { color: red }</style><p>Vi<b></b>agra&nbsp;f&uuml;r &#x26; &#38;</p><!-- no > x -->
                        <a title="a > b" href='http://evil.test/x'>Click</a><br>2 < 3 &unknown; AT&T
                        """);
        assertEquals("Viagra f\u00fcr & & Click 2 < 3 &unknown; AT&T |", shown.text());
        assertTrue(shown.written.toString().contains("href='http://evil.test/x'"));
    }

    @Test
    void entitiesInLinksAreDecodedAsMailProgramsDo() {
        String page =
                """
                Content-Type: text/html

                <a href="&#104;ttp&colon;//evil&#46test/?a=1&amp;b=2&copy=3">x</a>
                <a href=' &#x68ttp://won.test' title=no>y</a><a href=h&#116;tp:&#47/z.test/>z</a>
                <a title="AT&T &nothing; &#0; &" href="http://plain.test">&#86iagra</a>
                <script><a href="h&#116;tp://unseen.test"></script>
                """;
        for (int piece : List.of(Integer.MAX_VALUE, 3, 1)) {
            Shown shown = Shown.of(page.getBytes(StandardCharsets.UTF_8), piece);
            assertEquals(
                    """
                    http://evil.test/?a=1&b=2&copy=3
                    http://won.test
                    http://z.test/
                    AT&T &nothing; &#0; &
                    """,
                    shown.attributes.toString());
            assertEquals("x yz Viagra |", shown.text());
        }
    }

    @Test
    void aValueWithoutEndTakesNoMemory() {
        Shown shown =
                Shown.of(
                        "Content-Type: text/html\n\n<a href=\""
                                + "&#".repeat(1 << 20)
                                + "\"><a href='&#"
                                + "0".repeat(1 << 20)
                                + "58'>end");
        assertTrue(shown.attributes.length() < 10_000, shown.attributes.length() + "");
        assertEquals("end|", shown.text());
    }

    @Test
    void charactersThatShowNothingAreDroppedAndLettersInDisguiseArePlain() {
        assertEquals(
                "Viagra free Cafe\u0301".replace("e\u0301", "\u00e9") + " |",
                Shown.of(
                                "\n\nVi\u200Ba\u00ADg\u2060ra \uFF46\uD835\uDC2B\uD835\uDC1E\uD835\uDC1E Cafe\u0301\n")
                        .text());
    }

    @Test
    void everyTextPartOfAMultipartIsShownAndAttachmentsAreNot() {
        assertEquals(
                "one |two| three |in it |page |",
                Shown.of(
                                """
                                Content-Type: multipart/mixed; boundary="a"

                                preamble
                                --a
                                Content-Type: multipart/alternative; boundary=aa

                                --aa

                                one
                                --aa
                                Content-Type: text/html

                                <i>two</i>
                                --aa--
                                epilogue
                                --a

                                 three
                                --a
                                Content-Type: message/rfc822

                                Subject: inner

                                in it
                                --a
                                Content-Type: application/octet-stream; name=x.html

                                <p>page
                                --a
                                Content-Type: application/pdf

                                not this
                                --a--
                                """)
                        .text()
                        .replace("two |", "two|")
                        .replace("| page", "|page"));
    }

    @Test
    void aMultipartThatBreaksTheRulesIsShownAllTheSame() {
        assertEquals(
                "no end |",
                Shown.of("Content-Type: multipart/mixed; boundary=x\n\n--x\n\nno end\n").text());
        assertEquals(
                "--x no boundary |",
                Shown.of("Content-Type: multipart/mixed\n\n--x\nno boundary\n").text());
        assertEquals("a b |", Shown.of("Content-Type: nonsense\nbroken line\n\na b\n").text());
    }

    @Test
    void theSameIsShownInWhateverPiecesLinesCome() {
        byte[] message =
                """
                Subject: =?utf-8?Q?a_b?=
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>Gr=C3=BC=C3=9Fe aus <b>Bozen</b> &amp; Meran =
                immer</p>
                """
                        .getBytes(StandardCharsets.UTF_8);
        String whole = Shown.of(message).text();
        assertEquals("Gr\u00fc\u00dfe aus Bozen & Meran immer |", whole);
        for (int piece = 1; piece < 40; piece++) {
            assertEquals(whole, Shown.of(message, piece).text(), "pieces of " + piece);
        }
    }

    @Test
    void anUnknownCharacterSetIsGuessed() {
        assertEquals(
                "gr\u00fc\u00dfe |",
                Shown.of("Content-Type: text/plain; charset=x-none\n\ngr\u00fc\u00dfe\n").text());
        byte[] western = "\n\ngr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("gr\u00fc\u00dfe |", Shown.of(western).text());
    }

    @Test
    void threeThousandPartsInsideEachOtherTakeNoTime() {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("x\n\n--b")
                    .append(i)
                    .append("x\n");
        }
        nested.append("\nneedle ").append("--b1\n".repeat(100_000));
        String text =
                assertTimeout(Duration.ofMinutes(2), () -> Shown.of(nested.toString()).text());
        assertTrue(text.contains("needle"));
    }

    @Test
    void aLineWithoutEndTakesNoMemory() {
        Counting counting = new Counting();
        MessageDecoder decoder = new MessageDecoder(counting);
        byte[] piece = "abcdefgh".repeat(256).getBytes(StandardCharsets.US_ASCII);
        for (String head :
                List.of(
                        "",
                        "Content-Type: text/html",
                        "Content-Transfer-Encoding: base64",
                        "Content-Transfer-Encoding: quoted-printable",
                        "X: no end of header")) {
            boolean header = head.startsWith("X:");
            decoder.begin();
            decoder.line(head.getBytes(StandardCharsets.US_ASCII), 0, head.length(), !header);
            if (!header) {
                decoder.line(piece, 0, 0, true);
            }
            assertTimeout(
                    Duration.ofMinutes(2),
                    () -> {
                        for (int i = 0; i < (16 << 20) / piece.length; i++) {
                            decoder.line(piece, 0, piece.length, false);
                        }
                    });
            decoder.end();
            assertTrue(counting.longest <= 16 * 1024, head + ": " + counting.longest);
        }
    }

    /** Keeps nothing but the length of the longest piece. */
    private static final class Counting implements View {
        private int longest;

        @Override
        public void field(String name, String value, boolean outermost) {
            longest = Math.max(longest, value.length() - MessageDecoder.MAX_FIELD);
        }

        @Override
        public void written(char[] text, int from, int to) {
            longest = Math.max(longest, to - from);
        }

        @Override
        public void attribute(char[] text, int from, int to) {
            longest = Math.max(longest, to - from);
        }

        @Override
        public void seen(char[] text, int from, int to) {
            longest = Math.max(longest, to - from);
        }

        @Override
        public void gap() {}
    }
}
