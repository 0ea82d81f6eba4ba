// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Envelope;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.guard.limit.Standing;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.server.Servers;
import argine.store.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lines of a real form give back to an account. */
class RefundsTest {
    private static final String AT = "2026-11-24T08:00:00+00:00 mx postfix/";
    private static final String ROSSI = "rossi@corp.test";
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    private static final String FIELDS =
            "; from=<rossi@corp.test> to=<a@far.test> proto=ESMTP helo=<x>";

    @TempDir Path folder;
    private Guard guard;

    @BeforeEach
    void open() throws IOException {
        Clocks clocks = new Clocks(CLOCK, () -> 0);
        Budget budget =
                new Budget(
                        Map.of(Scope.ACCOUNT, List.of(Limit.parse("10 recipients / hour"))), false);
        guard =
                Guard.of(
                        Configuration.EMPTY.with(
                                new LimitSettings(
                                        Map.of(Channel.SUBMISSION, budget),
                                        Map.of(),
                                        Set.of(),
                                        80)),
                        GuardStore.open(folder.resolve("guard"), folder.resolve("copy"), clocks),
                        Directory.EMPTY,
                        clocks,
                        _ -> {});
    }

    @AfterEach
    void close() throws IOException {
        guard.close();
    }

    /** A message of three recipients, let pass at its end. */
    private void pass(String queueId) {
        List<Address> three =
                List.of(
                        Address.of("a@far.test"),
                        Address.of("b@far.test"),
                        Address.of("c@far.test"));
        guard.decide(
                PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                        .in(new Transaction("milter-1", "milter-1." + queueId, queueId))
                        .by(ROSSI)
                        .from(Client.at(ClientAddress.parse("203.0.113.9").orElseThrow()))
                        .sending(Envelope.of(Address.of(ROSSI), three, 2000)));
    }

    private void read(String line) throws IOException {
        Path log = folder.resolve("mail.log");
        Files.writeString(log, AT + line + "\n");
        Refunds reader = new Refunds(guard::refund);
        Servers.find(
                        new Servers.Asked(
                                List.of(log),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                CLOCK))
                .log()
                .orElseThrow()
                .read((MailEvent event) -> reader.accept(event));
    }

    private long used() {
        return guard.office().limits(ROSSI).stream().mapToLong(Standing::used).sum();
    }

    @Test
    void row03WhatAnotherFilterRefusesAfterAcceptanceIsGivenBack() throws IOException {
        pass("4ABC1234567");
        pass("4ABC1234568");
        read(
                "cleanup[1]: 4ABC1234567: milter-reject: END-OF-MESSAGE from x[203.0.113.9]: 5.7.1"
                        + " Spam message rejected"
                        + FIELDS);
        assertEquals(3, used());
    }

    @Test
    void row03WhatACheckOfHeadersRefusesAfterAcceptanceIsGivenBack() throws IOException {
        pass("4ABC1234567");
        read(
                "cleanup[1]: 4ABC1234567: reject: header Subject: win big from x[203.0.113.9]"
                        + FIELDS
                        + ": 5.7.1 message content rejected");
        assertEquals(0, used());
    }

    @Test
    void whatIsRefusedBeforeTheGuardIsAskedAtItsEndIsGivenBackToo() throws IOException {
        read(
                "cleanup[1]: 4ABC1234567: reject: header Subject: win big from x[203.0.113.9]"
                        + FIELDS
                        + ": 5.7.1 message content rejected");
        pass("4ABC1234567");
        pass("4ABC1234568");
        assertEquals(3, used());
    }

    @Test
    void aMessageIsGivenBackOnce() throws IOException {
        pass("4ABC1234567");
        pass("4ABC1234568");
        String line =
                "submission/smtpd[1]: 4ABC1234567: reject: END-OF-MESSAGE from x[203.0.113.9]: 554"
                        + " 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: no"
                        + FIELDS;
        read(line);
        read(line);
        assertEquals(3, used());
    }

    @Test
    void aMessageThatLostOneRecipientIsGivenNothingBack() throws IOException {
        pass("4ABC1234567");
        read(
                "submission/smtpd[1]: 4ABC1234567: reject: RCPT from x[203.0.113.9]: 550 5.1.1"
                        + " <END-OF-MESSAGE>: Recipient address rejected: reject: END-OF-MESSAGE from"
                        + FIELDS);
        assertEquals(3, used());
    }
}
