// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.wire.http.Desk;
import argine.guard.wire.http.HttpProtocol;
import argine.guard.wire.line.LineProtocol;
import argine.guard.wire.milter.MilterProtocol;
import argine.guard.wire.policy.PolicyProtocol;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Lets a fuzzer talk to every door; in a normal run the inputs it once found are said again. */
class WireFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyPolicyRequestIsAnsweredOnceOrRefused(byte[] said) {
        Asked judge = Asked.passing();
        try {
            String answers =
                    Overheard.answer(new PolicyProtocol(judge, () -> Channels.PLAIN), said);
            assertEquals("action=DUNNO\n\n".repeat(judge.requests().size()), answers);
        } catch (IOException _) {
            return; // not the protocol, and said so
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyMilterPacketIsReadOrRefused(byte[] said) {
        Overheard.readOrRefused(new MilterProtocol(Asked.passing(), () -> Channels.PLAIN), said);
    }

    @FuzzTest(maxDuration = "60s")
    void anyHttpRequestIsReadOrRefused(byte[] said) {
        Overheard.readOrRefused(new HttpProtocol(new Desk(Asked.passing(), () -> "")), said);
    }

    @FuzzTest(maxDuration = "60s")
    void anyLineIsReadOrRefused(byte[] said) {
        Overheard.readOrRefused(new LineProtocol(Asked.passing(), () -> Channels.PLAIN), said);
    }

    @FuzzTest(maxDuration = "60s")
    void anyFromHeaderHasSomeAuthor(byte[] said) {
        FromAddresses addresses = new FromAddresses();
        String value = new String(said, StandardCharsets.UTF_8);
        addresses.add(value);
        assertEquals(value.isBlank(), addresses.all().isEmpty());
    }
}
