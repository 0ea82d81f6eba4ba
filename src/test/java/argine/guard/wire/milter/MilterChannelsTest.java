// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.wire.Asked;
import argine.guard.wire.Channels;
import argine.guard.wire.Channels.Way;
import argine.guard.wire.Listening;
import argine.mail.ClientAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By which way a message comes that a milter is shown, row by row of what was decided. */
class MilterChannelsTest {
    private static final String ROSSI = "rossi@example.org";
    private static final String ROBOT = "192.0.2.25";
    private static final String STRANGER = "203.0.113.9";
    private static final Channels CHANNELS =
            new Channels(addresses("192.0.2.80"), addresses(ROBOT));
    private static final String REDIRECTED = "X-Sieve-Redirected-From\0Rossi@example.org\0";
    private static final String LIST = "List-Id\0Friends of the dam <dam.example.org>\0";
    private static final String REPLIED = "Auto-Submitted\0auto-replied (vacation)\0";

    @Test
    void row16TheNameOfThePortIsTheChannel() throws Exception {
        assertEquals(new Way(Channel.LIST, ""), way(STRANGER, "list", ""));
        assertEquals(new Way(Channel.WEBMAIL, ""), way(STRANGER, "Webmail", ROSSI));
        assertEquals(new Way(Channel.SUBMISSION, ""), way(STRANGER, "ORIGINATING", ROSSI));
        assertEquals(new Way(Channel.INBOUND, ""), way(STRANGER, "mail.example.org", ""));
    }

    @Test
    void row16WithoutANameItIsWhoTheClientIs() throws Exception {
        assertEquals(new Way(Channel.WEBMAIL, ""), way("192.0.2.80", "", ROSSI));
        assertEquals(new Way(Channel.SCRIPT, ""), way("127.0.0.1", "", ""));
        assertEquals(new Way(Channel.SCRIPT, ""), way(ROBOT, "", ""));
        assertEquals(new Way(Channel.INBOUND, ""), way(STRANGER, "", ""));
    }

    @Test
    void row22WhatARuleOfAMailboxSendsOnIsCountedUnderTheMailbox() throws Exception {
        Way forwarded = new Way(Channel.FORWARD, "mailbox:rossi@example.org");
        assertEquals(forwarded, way(ROBOT, "", "", REDIRECTED, LIST, REPLIED));
        assertEquals(forwarded, way(STRANGER, "forward", "", REDIRECTED));
        assertEquals(new Way(Channel.FORWARD, ""), way(STRANGER, "forward", "", LIST));
    }

    @Test
    void row22OnAPortForRobotsHeadersSayWhichOfThemItIs() throws Exception {
        assertEquals(
                new Way(Channel.FORWARD, "mailbox:rossi@example.org"),
                way(STRANGER, "robots", "", REDIRECTED));
        assertEquals(
                new Way(Channel.AUTOREPLY, "mailbox:anna@example.org"),
                way(STRANGER, "Robots", "", REPLIED, "From\0<anna@example.org>\0"));
        assertEquals(new Way(Channel.INBOUND, ""), way(STRANGER, "robots", ""));
        assertEquals(new Way(Channel.SUBMISSION, ""), way(STRANGER, "robots", ROSSI, REDIRECTED));
    }

    @Test
    void row22OfTwoRedirectionsTheLastCounts() throws Exception {
        assertEquals(
                new Way(Channel.FORWARD, "mailbox:bianchi@example.org"),
                way(ROBOT, "", "", "X-Sieve-Redirected-From\0bianchi@example.org\0", REDIRECTED));
    }

    @Test
    void row22AnAutomaticReplyIsCountedUnderWhoReplies() throws Exception {
        assertEquals(
                new Way(Channel.AUTOREPLY, "mailbox:anna@example.org"),
                way(ROBOT, "", "", REPLIED, "From\0Anna <Anna@example.org>\0"));
        assertEquals(
                new Way(Channel.SCRIPT, ""),
                way(ROBOT, "", "", "Auto-Submitted\0auto-generated\0"));
    }

    @Test
    void row22APostIsCountedUnderItsList() throws Exception {
        assertEquals(new Way(Channel.LIST, "list:dam.example.org"), way(ROBOT, "", "", LIST));
    }

    @Test
    void aNameThatNobodyHasIsCountedUnderNone() throws Exception {
        String endless = "x".repeat(400);
        assertEquals(new Way(Channel.LIST, ""), way(ROBOT, "", "", "List-Id\0<" + endless + ">\0"));
        assertEquals(
                new Way(Channel.AUTOREPLY, ""),
                way(ROBOT, "", "", REPLIED, "From\0" + endless + "@example.org\0"));
    }

    @Test
    void headersOfWhoLogsInChooseNoBudget() throws Exception {
        assertEquals(
                new Way(Channel.SUBMISSION, ""), way(ROBOT, "", ROSSI, REDIRECTED, LIST, REPLIED));
        assertEquals(new Way(Channel.LIST, ""), way(STRANGER, "list", ROSSI, REDIRECTED, LIST));
    }

    @Test
    void headersOfStrangersAndOfScriptsChooseNoBudget() throws Exception {
        assertEquals(new Way(Channel.INBOUND, ""), way(STRANGER, "", "", REDIRECTED, LIST));
        assertEquals(new Way(Channel.SCRIPT, ""), way("127.0.0.1", "", "", REDIRECTED, REPLIED));
    }

    private static Way way(String client, String port, String login, String... headers)
            throws Exception {
        Talk talk =
                new Talk()
                        .offer(0x1FF, 0x1FFFFF)
                        .say('D', "C{daemon_name}\0" + port + "\0")
                        .say('C', "host.test\0004\1\1" + client + "\0")
                        .say('H', "laptop\0")
                        .mail(login, ROSSI)
                        .rcpt("a@accept.test");
        for (String header : headers) {
            talk.say('L', header);
        }
        Asked judge = Asked.passing();
        try (Listening door = new Listening(new MilterProtocol(judge, () -> CHANNELS))) {
            door.answer(talk.text(ROSSI).bytes());
            assertEquals("", door.log());
        }
        PolicyRequest end =
                judge.requests().stream()
                        .filter(asked -> asked.stage() == Stage.END_OF_MESSAGE)
                        .findFirst()
                        .orElseThrow();
        return new Way(end.channel(), end.origin());
    }

    private static Set<ClientAddress> addresses(String text) {
        return Set.copyOf(List.of(ClientAddress.parse(text).orElseThrow()));
    }
}
