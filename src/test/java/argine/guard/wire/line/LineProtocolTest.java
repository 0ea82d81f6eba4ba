// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.wire.Asked;
import argine.guard.wire.Channels;
import argine.guard.wire.Listening;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
    private static final String DATA =
            "data\tlogin=Rossi@example.org\tip=203.0.113.9\thelo=laptop\ttls=TLS1.3\tsession=812\t"
                    + "instance=812.1795507863.0\tfrom=rossi@example.org\tto=a@accept.test, b@accept.test"
                    + "\tcount=2\tsize=900\theader=Rossi <rossi@example.org>\n";

    @Test
    void aLineIsAQuestion() throws Exception {
        Asked judge = Asked.passing();
        assertEquals("pass\n", ask(judge, DATA));
        assertEquals(
                List.of(
                        PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                                .in(Transaction.of("812", "812.1795507863.0"))
                                .by("Rossi@example.org")
                                .from(
                                        new Client(
                                                ClientAddress.parse("203.0.113.9").orElseThrow(),
                                                "",
                                                "laptop",
                                                true))
                                .sending(
                                        Envelope.of(
                                                Address.of("rossi@example.org"),
                                                List.of(
                                                        Address.of("a@accept.test"),
                                                        Address.of("b@accept.test")),
                                                900))
                                .signed(List.of(Address.of("rossi@example.org")))),
                judge.requests());
    }

    @Test
    void eachDecisionHasItsWord() throws Exception {
        assertEquals("defer 4.7.1 300 recipients / hour (argine a7f3)\n", answered(Asked.DEFER));
        assertEquals("hold 2.7.1 held (argine b001)\n", answered(Asked.HOLD));
        assertEquals("reject 5.7.1 contained at 100 % (argine c0de)\n", answered(Asked.REJECT));
    }

    @Test
    void aTabInAnAddressDoesNotMakeTheGuardFail() throws Exception {
        for (String wrong :
                List.of(
                        DATA.replace("from=rossi", "from=\"x\tlogin=bianchi\""),
                        DATA.replace("from=rossi", "from=\"x\ty\""),
                        "hello\n",
                        "\n",
                        "rcpt\tto=" + "x".repeat(300_000) + "\n")) {
            Asked judge = Asked.passing();
            assertEquals("defer 4.3.0 the question was not understood\n", ask(judge, wrong));
            assertEquals(List.of(), judge.requests());
        }
    }

    @Test
    void everyNameStandsInEachOfTheLinesThatEximIsGiven() throws Exception {
        List<String> asking =
                Files.readAllLines(Path.of("packaging/guard/exim.conf")).stream()
                        .filter(line -> line.contains("readsocket{"))
                        .toList();
        assertEquals(2, asking.size());
        for (String line : asking) {
            for (String name : LineQuestion.NAMES) {
                assertEquals(2, line.split("\\\\t" + name + "=", -1).length, name + ": " + line);
            }
        }
    }

    @Test
    void aHeaderAsLongAsEximMayHaveCutItIsSignedByNobody() throws Exception {
        Asked judge = Asked.passing();
        ask(
                judge,
                DATA.replace(
                        " <rossi@example.org>", " <rossi@example.org> (" + "x".repeat(65_000)));
        assertEquals(
                List.of(
                        Address.of("rossi@example.org"),
                        new Address("From of more than 65,000 characters", "")),
                judge.requests().getFirst().headerFrom());
    }

    @Test
    void oneLineIsAnsweredAndThenTheConnectionEnds() throws Exception {
        assertEquals("pass\n", ask(Asked.passing(), DATA + "quit\n"));
        try (Listening door = listening(Asked.passing())) {
            assertEquals("", door.ask("rcpt\tto=a"));
            assertTrue(door.log().contains("event=cut-short"));
        }
    }

    private static String answered(Decision decision) throws Exception {
        return ask(new Asked(_ -> decision), DATA);
    }

    private static String ask(Asked judge, String line) throws Exception {
        try (Listening door = listening(judge)) {
            return door.ask(line);
        }
    }

    private static Listening listening(Asked judge) throws IOException {
        return new Listening(new LineProtocol(judge, () -> Channels.PLAIN));
    }
}
