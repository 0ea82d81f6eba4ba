// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignsTest {
    private static final String PITCH =
            "Dear friend, you have won the lottery of the bank and your prize of one million "
                    + "waits for you; answer today with your name, your street and your telephone "
                    + "number so that our agent can bring it to your door before Friday noon.";

    private record Group(String subject, long messages, long recipients) {}

    private final Campaigns campaigns = new Campaigns();
    private int messages;

    private void queue(Campaigns to, String subject, String text) {
        Address recipient = Address.of("p" + ++messages + "@far.test");
        to.add(
                new QueuedMessage(
                        new QueueId("3A259" + messages),
                        Place.DEFERRED,
                        "",
                        Instant.EPOCH,
                        text.length(),
                        new Envelope(
                                Address.of("a@x.test"),
                                "a@x.test",
                                "",
                                ClientAddress.NONE,
                                "",
                                List.of(recipient)),
                        List.of(),
                        new Headers("", subject, "", "", "", "", false),
                        text));
    }

    private List<Group> groups() {
        return campaigns.list().stream()
                .map(c -> new Group(c.subject, c.messages, c.recipients.size()))
                .toList();
    }

    private static String withWordsChanged(Random random, String text, int oneIn) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            words.add(
                    random.nextInt(oneIn) == 0 ? "word" + (char) ('a' + random.nextInt(26)) : word);
        }
        return String.join(" ", words);
    }

    private static String strange(Random random) {
        return IntStream.range(0, 60)
                .mapToObj(
                        _ ->
                                ""
                                        + (char) ('a' + random.nextInt(26))
                                        + (char) ('a' + random.nextInt(26))
                                        + (char) ('a' + random.nextInt(26)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void numbersAndNamesThatChangeDoNotPartACampaign() {
        for (int i = 0; i < 100; i++) {
            queue(campaigns, "Prize", "Hello p" + i + " ref 99" + i * 7 + ". " + PITCH);
        }
        assertEquals(List.of(new Group("Prize", 100, 100)), groups());
    }

    @Test
    void aCampaignWithATwentiethOfItsWordsChangedIsNearlyAlwaysOne() {
        Random random = new Random(11);
        queue(campaigns, "Prize", PITCH);
        for (int i = 0; i < 200; i++) {
            queue(campaigns, "Prize", withWordsChanged(random, PITCH, 20));
        }
        long first = groups().getFirst().messages();
        assertEquals(true, first >= 190, "of 201 alike: " + first);
    }

    @Test
    void differentTextsAreApart() {
        Random random = new Random(12);
        for (int i = 0; i < 20; i++) {
            queue(campaigns, "s" + i, strange(random));
        }
        assertEquals(20, groups().size());
    }

    @Test
    void aStrangerWithEverNewTextsMakesAtMostThirtyTwoGroups() {
        Random random = new Random(13);
        for (int i = 0; i < 500; i++) {
            queue(campaigns, "s" + i, strange(random));
        }
        assertEquals(32, groups().size());
    }

    @Test
    void theLargestComesFirstAndSumsAreSums() {
        Campaigns other = new Campaigns();
        queue(campaigns, "Other", strange(new Random(14)));
        for (int i = 0; i < 3; i++) {
            queue(campaigns, "Prize", PITCH);
            queue(other, "Prize", PITCH);
        }
        campaigns.addAll(other);
        assertEquals(List.of(new Group("Prize", 6, 6), new Group("Other", 1, 1)), groups());
    }

    @Test
    void anEmptyTextIsLikeNoOther() {
        queue(campaigns, "a", "");
        queue(campaigns, "b", "   \n");
        assertEquals(List.of(), groups());
    }

    @Test
    void oneWordIsATextToo() {
        queue(campaigns, "a", "hello");
        queue(campaigns, "a", "hello");
        queue(campaigns, "b", "goodbye");
        assertEquals(List.of(new Group("a", 2, 2), new Group("b", 1, 1)), groups());
    }

    @Test
    void aSumOfManyKeepsNoMoreGroupsApartThanOneDoes() {
        Random random = new Random(4);
        Campaigns sum = new Campaigns();
        for (int network = 0; network < 4; network++) {
            Campaigns theirs = new Campaigns();
            for (int group = 0; group < 20; group++) {
                queue(theirs, "group " + network + "." + group, strange(random));
            }
            sum.addAll(theirs);
        }
        assertEquals(32, sum.list().size());
    }
}
