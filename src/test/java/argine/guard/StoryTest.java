// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.addresses;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.mail.Address;
import argine.store.why.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a refusal afterwards. */
class StoryTest {
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;

    private static PolicyRequest as(String sender) {
        return message(ROSSI, "", outside(1))
                .sending(Envelope.of(Address.of(sender), addresses("a@ext.test"), 1));
    }

    @Test
    void eachNameSomebodyTookIsTold() throws IOException {
        try (GuardOfTests house = new GuardOfTests(folder, Configuration.EMPTY)) {
            for (String name : List.of("boss", "cfo", "boss")) {
                house.guard.decide(as(name + "@corp.test"));
            }
            Refusal refusal = house.guard.office().refusals(10).getFirst();
            assertEquals(3, refusal.times());
            assertEquals(
                    List.of(
                            ROSSI + " may not send as <cfo@corp.test>",
                            ROSSI + " may not send as <boss@corp.test>"),
                    refusal.texts());
            assertEquals(
                    List.of(
                            ROSSI + " may not send as <boss@corp.test>",
                            ROSSI + " may not send as <cfo@corp.test>",
                            ROSSI + " may not send as <boss@corp.test>"),
                    house.notices.stream()
                            .filter(notice -> notice instanceof Notice.Objected)
                            .map(notice -> ((Notice.Objected) notice).reason().text())
                            .toList());
            house.restart();
            assertEquals(refusal, house.guard.office().why(refusal.code()).orElseThrow().refusal());
        }
    }

    @Test
    void ofManyNamesTheFirstAndTheLastAreTold() throws IOException {
        try (GuardOfTests house = new GuardOfTests(folder, Configuration.EMPTY)) {
            IntStream.range(0, 1000).forEach(i -> house.guard.decide(as("x" + i + "@corp.test")));
            List<String> texts = house.guard.office().refusals(1).getFirst().texts();
            assertEquals(10, texts.size());
            assertEquals(ROSSI + " may not send as <x0@corp.test>", texts.getFirst());
            assertEquals(ROSSI + " may not send as <x999@corp.test>", texts.getLast());
        }
    }

    @Test
    void theSameLimitOfTwoChannelsIsWarnedOfTwice() throws IOException {
        Budget budget =
                new Budget(
                        Map.of(Scope.ACCOUNT, List.of(Limit.parse("5 recipients / hour"))), false);
        Configuration two =
                Configuration.EMPTY.with(
                        new LimitSettings(
                                Map.of(Channel.SUBMISSION, budget, Channel.WEBMAIL, budget),
                                Map.of(),
                                Set.of(),
                                80));
        try (GuardOfTests house = new GuardOfTests(folder, two)) {
            PolicyRequest submitted = message(ROSSI, "", outside(4));
            house.guard.decide(submitted);
            house.guard.decide(
                    PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.WEBMAIL)
                            .by(ROSSI)
                            .sending(submitted.envelope()));
            assertEquals(
                    List.of(Channel.SUBMISSION, Channel.WEBMAIL),
                    house.notices.stream()
                            .filter(notice -> notice instanceof Notice.Warned)
                            .map(notice -> ((Notice.Warned) notice).warning().channel())
                            .toList());
        }
    }

    @Test
    void theLongestStoryIsReadBack() throws IOException {
        List<Limit> limits =
                IntStream.rangeClosed(1, 180)
                        .mapToObj(i -> Limit.parse("5 recipients / " + i + " minutes"))
                        .toList();
        Configuration many =
                Configuration.EMPTY.with(
                        new LimitSettings(
                                Map.of(
                                        Channel.SUBMISSION,
                                        new Budget(Map.of(Scope.ACCOUNT, limits), false)),
                                Map.of(),
                                Set.of(),
                                80));
        String login = "\u202e\u0344".repeat(5000) + "@corp.test"; // grows in its canonical form
        Address sender = Address.of("\u0001".repeat(200_000) + "@corp.test");
        try (GuardOfTests house = new GuardOfTests(folder, many)) {
            for (int i = 0; i < 20; i++) {
                house.guard.decide(
                        message(login, "", outside(1)).sending(Envelope.of(sender, outside(1), 1)));
            }
            List<Refusal> told = house.guard.office().refusals(10);
            assertTrue(told.stream().anyMatch(one -> one.messages().size() == 5), told.toString());
            house.restart();
            assertEquals(Set.copyOf(told), Set.copyOf(house.guard.office().refusals(10)));
            assertEquals(List.of(), house.guard.office().status().remarks());
        }
    }
}
