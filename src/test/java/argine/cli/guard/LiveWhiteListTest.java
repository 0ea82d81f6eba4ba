// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real guard asks white lists of a real name server: one list that answers, one that is silent,
 * one that says of everybody that they are on it.
 *
 * <p>Only where the lab may be started.
 */
class LiveWhiteListTest {
    private static final String DNS = "127.0.62.53";
    private static final String LISTED = "198.51.100.7";
    private static final String LISTED_SIX = "2001:db8:5:1::25";
    private static final String OTHER = "198.51.100.8";
    private static final String ZONES =
            """
            local-data: "2.0.0.127.dnswl.test. A 127.0.0.2"
            local-data: "7.100.51.198.dnswl.test. A 127.0.5.1"
            local-data: "%s.1.0.0.0.5.0.0.0.8.b.d.0.1.0.0.2.dnswl.test. A 127.0.5.0"
            local-zone: "everybody.test." redirect
            local-data: "everybody.test. A 127.0.10.3"
            local-zone: "silent.test." deny
            """
                    .formatted("5.2" + ".0".repeat(14));
    private static final String SECTIONS =
            """
            [intrusion]
            mode = "enforce"
            allow = ["w:dnswl.test", "w:silent.test", "w:everybody.test"]
            """;

    @TempDir Path folder;

    @Test
    void whoIsListedIsLetGoAndNobodyWaitsForASilentServer() throws Exception {
        if (!AskingGuard.canBe(getClass())) {
            return;
        }
        try (AskingGuard guard = new AskingGuard(folder, DNS, ZONES, SECTIONS)) {
            whoIsListedIsLetGo(guard);
            whoIsNotStaysBarredAndTheListsInTroubleAreTold(guard);
        }
    }

    private static void whoIsListedIsLetGo(AskingGuard guard) throws Exception {
        offend(guard, LISTED);
        untilNobodyIsBarred(guard);
        offend(guard, LISTED_SIX);
        untilNobodyIsBarred(guard);
        for (int i = 0; i < 20; i++) {
            offend(guard, LISTED);
            offend(guard, LISTED_SIX);
        }
        assertEquals("{\"barred\":[]}", guard.post("control", "/barred", "{}"));
        String barred = Pattern.quote("event=barred whom=" + LISTED);
        assertTrue(guard.log().split(barred, -1).length <= 2, guard.log());
    }

    /** The list may have answered before the bar was set. */
    private static void untilNobodyIsBarred(AskingGuard guard) throws Exception {
        Wait.until(
                () -> guard.post("control", "/barred", "{}").equals("{\"barred\":[]}"), guard::log);
    }

    private static void whoIsNotStaysBarredAndTheListsInTroubleAreTold(AskingGuard guard)
            throws Exception {
        offend(guard, OTHER);
        String answer =
                guard.post(
                        "http",
                        "/v1/decide",
                        "{\"stage\":\"rcpt\",\"channel\":\"inbound\",\"client\":{\"address\":\""
                                + OTHER
                                + "\"},\"recipients\":[\"a@corp.test\"]}");
        assertTrue(answer.contains("reject"), answer);
        guard.until(
                "list=everybody.test trouble=\"it lists 127.0.0.1 and so everybody, or refuses\"");
        guard.until("list=silent.test trouble=\"no answer, or a refusal: ");
        assertTrue(guard.post("control", "/barred", "{}").contains(OTHER + "/32"));
        assertTrue(!guard.log().contains("list=dnswl.test"), guard.log());
    }

    private static void offend(AskingGuard guard, String client) throws IOException {
        guard.post(
                "http",
                "/v1/report",
                "{\"event\":\"offence\",\"ground\":\"C\",\"client\":\"" + client + "\"}");
    }
}
