// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueuedMessage.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageTextTest {

    @Test
    void theHeadersThatMatterAreDecoded() {
        assertEquals(
                new Headers(
                        "André <a@x.test>",
                        "Grüße, Sie haben gewonnen",
                        "<1@x.test>",
                        "b@y.test",
                        "PHPMailer 6",
                        "33:mail.php",
                        true),
                read("""
                                From: =?iso-8859-1?Q?Andr=E9?= <a@x.test>
                                Subject: =?UTF-8?B?R3LDvMOfZSw=?=
                                 Sie haben gewonnen
                                Message-ID: <1@x.test>
                                Reply-To: b@y.test
                                X-Mailer: PHPMailer 6
                                X-PHP-Originating-Script: 33:mail.php
                                List-Unsubscribe: <mailto:u@x.test>

                                """)
                        .headers());
    }

    @Test
    void theFirstHeaderOfANameCountsAndOnlyOfTheMessageItself() {
        Headers headers =
                read("""
                                Subject: one
                                Subject: two
                                Content-Type: message/rfc822

                                Subject: three
                                From: inner@x.test

                                text
                                """)
                        .headers();
        assertEquals("one", headers.subject());
        assertEquals("", headers.from());
    }

    @Test
    void textIsDecodedFromBase64AndQuotedPrintable() {
        assertEquals(
                "Ciao\nperché\n",
                read("""
                                Content-Type: multipart/alternative; boundary=b

                                --b
                                Content-Type: text/plain; charset=utf-8
                                Content-Transfer-Encoding: base64

                                Q2lhbwo=
                                --b
                                Content-Type: text/html; charset=iso-8859-1
                                Content-Transfer-Encoding: quoted-printable

                                perch=E9

                                --b
                                Content-Type: image/png

                                not text
                                --b--
                                """)
                        .text()
                        .replace("\r", ""));
    }

    @Test
    void textThatIsCutInTheMiddleOfItsCodingIsReadAsFarAsItGoes() {
        assertTrue(
                read("Content-Transfer-Encoding: base64\n\nQ2lhbyBjaWFvIG1vbmRv\nQ2lh")
                        .text()
                        .startsWith("Ciao ciao mondo"));
    }

    @Test
    void anUnknownCharacterSetIsGuessed() {
        String head = "Content-Type: text/plain; charset=x-unknown\n\n";
        assertEquals("perché", read(head + "perché").text());
        byte[] western = (head + "perch\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("perché", MessageText.read(western, western.length, true).text());
    }

    @Test
    void deepNestingAndLongHeadersAreBounded() {
        String nested =
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(600) + "\ntext\n";
        assertTrue(read(nested).text().length() <= MessageText.MAX_TEXT);
        String subject = read("Subject: " + "x".repeat(30_000) + "\n\n").headers().subject();
        assertEquals(MessageText.MAX_HEADER, subject.length());
    }

    @Test
    void aSubjectOfThousandsOfEncodedWordsIsDecodedAsFarAsItIsRead() {
        String subject = "=?utf-8?q?ciao?= ".repeat(5000);
        assertEquals(
                "ciao".repeat(235) + " =?ut",
                read("Subject: " + subject + "\n\n").headers().subject());
    }

    @Test
    void whatIsNoMessageHasNoHeaders() {
        assertEquals(Headers.NONE, read("\0\u0001\u0002: ?\n").headers());
        assertEquals(MessageText.NONE, read(""));
    }

    private static MessageText read(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return MessageText.read(bytes, bytes.length, true);
    }
}
