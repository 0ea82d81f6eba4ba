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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        to.add(queued(++messages, subject, text, /* listMail= */ false));
    }

    private static QueuedMessage queued(int n, String subject, String text, boolean listMail) {
        return new QueuedMessage(
                new QueueId("3A2%05d".formatted(n)),
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
                        List.of(Address.of("p" + n + "@far.test"))),
                List.of(),
                new Headers("", subject, "", "", "", "", listMail),
                text);
    }

    private List<Group> groups() {
        return campaigns.list().stream()
                .map(c -> new Group(c.subject(), c.messages, c.recipients.size()))
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

    /**
     * Message {@code n} of 24: of two campaigns that each bear many subjects, and apart from all.
     */
    private static QueuedMessage variant(int n) {
        String other = strange(new Random(30));
        String text = n % 3 == 0 ? PITCH : n % 3 == 1 ? other : strange(new Random(100 + n));
        return queued(n, "subject " + n, text, n % 2 == 0);
    }

    @Test
    void inWhateverOrderTheQueueIsReadTheSameIsSaidOfIt() {
        Set<List<String>> said = new HashSet<>();
        List<Integer> order = new ArrayList<>(IntStream.range(0, 24).boxed().toList());
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(order, new Random(seed));
            Campaigns first = new Campaigns();
            Campaigns sum = new Campaigns();
            order.subList(0, 12).forEach(n -> first.add(variant(n)));
            order.subList(12, 24).forEach(n -> sum.add(variant(n)));
            sum.addAll(first);
            said.add(
                    sum.list().stream()
                            .map(
                                    c ->
                                            c.subject()
                                                    + c.isListMail()
                                                    + c.messages
                                                    + c.recipients.size())
                            .toList());
        }
        assertEquals(
                Set.of(
                        List.of(
                                "subject 0true88",
                                "subject 1false88",
                                "subject 2true11",
                                "subject 5false11",
                                "subject 8true11",
                                "subject 11false11",
                                "subject 14true11",
                                "subject 17false11",
                                "subject 20true11",
                                "subject 23false11")),
                said);
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
