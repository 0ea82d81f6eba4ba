// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import argine.sweep.QueueFolder.Mail;
import argine.sweep.condition.Conditions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {
    @TempDir private Path directory;
    private QueueFolder queue;
    private String one;
    private String two;

    @BeforeEach
    void twoMessages() throws IOException {
        queue = new QueueFolder(directory);
        one =
                queue.put(
                        Mail.of(
                                        "Rossi@here.test",
                                        "203.0.113.9",
                                        "From: Mario <rossi@here.test>\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n\nHello you\n")
                                .to("anna@There.test"));
        two =
                queue.put(
                        "hold",
                        Mail.of(
                                        "",
                                        "2001:db8::1",
                                        "From: x@y.test\nSubject: Offer\n\n" + "text\n".repeat(900))
                                .from("x@y.test")
                                .at(QueueFolder.NOON.minusSeconds(7200)));
    }

    private void finds(String id, String word, String value) throws IOException {
        Plan plan = Asking.with(word, value).plan(queue, true);
        assertEquals(
                id.isEmpty() ? List.of() : List.of(id),
                java.util.stream.Stream.concat(plan.spam().stream(), plan.unsure().stream())
                        .map(choice -> choice.message().queueId().text())
                        .toList(),
                "--" + word + " " + value);
    }

    @Test
    void aSizeBeyondEveryMessageIsNotASmallOneAndARangeRunsUpwards() throws IOException {
        queue.put(Mail.of("rossi@here.test", "192.0.2.7", "Subject: x\n\ny\n"));
        assertEquals(List.of(), Asking.with("size", "+8589934592G").matching(queue));
        assertThrows(IllegalArgumentException.class, () -> Asking.with("size", "4k-2k"));
    }

    @Test
    void everyWordSelectsByWhatItSays() throws IOException {
        finds(one, "account", "rossi@HERE.test");
        finds("", "account", "rossi");
        finds(one, "client", "203.0.113.0/24");
        finds(two, "client", "2001:db8::/48");
        finds(two, "sender", "<X@y.test>");
        finds(one, "recipient", "anna@there.test");
        finds(one, "recipient-domain", "There.test");
        finds(one, "from", "mario");
        finds(one, "subject", "GR\u00dc\u00dfE");
        finds(two, "place", "hold");
        finds(one, "place", "retry");
        finds(two, "older", "2026-11-24T11:00:00Z");
        finds(one, "newer", "2026-11-24T11:00:00Z");
        finds(two, "size", "+4k");
        finds(one, "size", "-4k");
        finds(one, "size", "50-200");
        finds(one, "contains", "hello  YOU");
        finds(one, "matching", "hel+o\\s+y");
    }

    @Test
    void differentWordsMustHoldTogetherAndOneWordTwiceMeansEither() throws IOException {
        assertEquals(
                List.of(),
                Asking.with("account", "rossi@here.test").and("subject", "offer").matching(queue));
        assertEquals(
                List.of(one),
                Asking.with("subject", "offer").and("subject", "GR\u00dc").matching(queue));
        assertEquals(List.of(one), Asking.nothing().not("subject", "offer").matching(queue));
    }

    @Test
    void capitalLettersCountWhenAskedFor() throws IOException {
        assertEquals(
                List.of(),
                Asking.nothing().matchingCase().and("contains", "hello").matching(queue));
        assertEquals(
                List.of(one),
                Asking.nothing().matchingCase().and("contains", "Hello").matching(queue));
    }

    @Test
    void aLinkIsFoundAsItIsWrittenAndAsItLeads() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(
                    queue.put(
                            Mail.of(
                                    "rossi@here.test",
                                    "203.0.113.9",
                                    "Subject: Prize\nContent-Type: text/html\n\n<p>You have won the"
                                            + " great prize of this week, come and take it now: <a"
                                            + " href=\"http://g.ev&#105;l.test/?a=1&amp;b=2\">here</a>\n")));
        }
        ids.sort(null);
        assertEquals(ids, Asking.with("contains", "//g.evil.test/?a=1&b=2").matching(queue));
        assertEquals(ids, Asking.with("contains", "//g.ev&#105;l.test").matching(queue));
        assertEquals(
                "g.evil.test",
                Survey.of(queue.queue(), Owners.none(), List.of(), _ -> {})
                        .campaigns()
                        .getFirst()
                        .link());
    }

    @Test
    void anAmpersandBehindAHostIsNoEntityUnlessItReadsLikeOne() throws IOException {
        for (String link :
                List.of(
                        "http://evil.test&a=1",
                        "http://evil.test& ",
                        "<a href='http://evil.test&amp;a=1'>x</a>",
                        "http://evil.test&nbsp;now")) {
            QueueFolder six = new QueueFolder(directory.resolve(Integer.toString(link.hashCode())));
            for (int i = 0; i < 6; i++) {
                six.put(
                        Mail.of(
                                "rossi@here.test",
                                "203.0.113.9",
                                "Subject: Prize\nContent-Type: text/html\n\n<p>You have won the great"
                                        + " prize of this week, come and take it now: "
                                        + link
                                        + "\n"));
            }
            assertEquals(
                    "evil.test",
                    Survey.of(six.queue(), Owners.none(), List.of(), _ -> {})
                            .campaigns()
                            .getFirst()
                            .link(),
                    link);
        }
    }

    @Test
    void whatAPersonSeesIsFoundHoweverItIsEncoded() throws IOException {
        String text = "Sie haben 1.000.000 \u20ac gewonnen bei http://win.lucky.test/x";
        String base64 =
                Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String html =
                "<p>Sie <b>ha</b>ben&nbsp;1.000.000 &euro; ge&#119;onnen</p><a href=\"http://win.lucky.test/x\">x</a>";
        String head = "Subject: x\nContent-Type: text/";
        List<String> messages =
                List.of(
                        "Subject: x\n\nSie haben 1.000.000 \u20ac\n gewonnen bei http://win.lucky.test/x\n",
                        head
                                + "plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                                + base64,
                        head
                                + "plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                                + "Sie hab=\nen 1.000.000 =E2=82=AC gewonnen bei http://win.lucky.te=\nst/x\n",
                        head + "html\n\n" + html,
                        head
                                + "html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(html.getBytes(StandardCharsets.UTF_8)),
                        "Subject: Sie =?utf-8?B?"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "haben 1.000.000 \u20ac gewonnen"
                                                        .getBytes(StandardCharsets.UTF_8))
                                + "?=\n http://win.lucky.test/x\n\n");
        List<String> ids = new java.util.ArrayList<>();
        for (String message : messages) {
            ids.add(queue.put(Mail.of("a@b.test", "192.0.2.1", message)));
        }
        assertEquals(
                ids,
                Asking.with("contains", "SIE HABEN 1.000.000 \u20ac gewonnen").matching(queue));
        assertEquals(ids, Asking.with("contains", "win.lucky.test").matching(queue));
        assertEquals(ids, Asking.with("matching", "haben [0-9.]+ \u20ac").matching(queue));
    }

    @Test
    void aWordThatStandsWhereTwoPiecesMeetIsFound() throws IOException {
        for (int before : new int[] {2040, 2048, 16_380, 16_384, 70_000}) {
            String id =
                    queue.put(
                            Mail.of(
                                    "a@b.test",
                                    "192.0.2.1",
                                    "X: y\n\n" + "z".repeat(before) + "needle\n"));
            assertEquals(true, Asking.with("contains", "needle").matching(queue).contains(id));
            assertEquals(true, Asking.with("matching", "ne+dle").matching(queue).contains(id));
        }
    }

    @Test
    void anExpressionThatWouldTakeForeverElsewhereTakesNoTime() throws IOException {
        queue.put(Mail.of("a@b.test", "192.0.2.1", "X: y\n\n" + "a".repeat(30_000) + "!\n"));
        assertTimeout(
                Duration.ofMinutes(2),
                () -> assertEquals(List.of(), Asking.with("matching", "(a+)+$b").matching(queue)));
    }

    @Test
    void whatIsNoValueIsRefusedWithWhatWouldBeOne() {
        assertEquals(
                "'x' is no size; write 2k-4k, +1M (at least) or -500 (at most)",
                refusal("size", "x"));
        assertEquals(
                "'x' is not a network; write 203.0.113.9, 203.0.113.0/24 or 2001:db8::/48",
                refusal("client", "x"));
        assertEquals(
                "'x' is no place in a queue; write deferred, active, incoming, hold, maildrop or retry",
                refusal("place", "x"));
        assertEquals("--subject needs a value", refusal("subject", " "));
        assertEquals(
                "there is no condition 'colour'; known: " + String.join(", ", Conditions.words()),
                refusal("colour", "red"));
        assertEquals("'(' is no expression of RE2: missing closing )", refusal("matching", "("));
    }

    private static String refusal(String word, String value) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Asking.with(word, value))
                        .getMessage());
    }

    @Test
    void aSelectionIsToldInWords() {
        assertEquals(
                "account a or account b, containing \"x y\", not subject \"z\"",
                Asking.with("account", "A")
                        .and("account", "b")
                        .and("contains", "x y")
                        .not("subject", "z")
                        .selection()
                        .words());
    }
}
