// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Network;
import argine.sweep.QueueFolder.Mail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortingTest {
    private static final String ROSSI = "rossi@here.test";
    private static final String HOME = "192.0.2.7";
    private static final String THIEF = "198.51.100.66";
    private static final Instant BEGAN = QueueFolder.NOON.minusSeconds(3600 * 5);
    private static final Incident STOLEN = stolen(false);

    @TempDir private Path directory;

    private static Incident stolen(boolean throughHere) {
        return new Incident(
                "20261124-rossi",
                ROSSI,
                "",
                "",
                Set.of(Network.parse("198.51.100.0/24").orElseThrow()),
                Set.of(Network.parse("192.0.2.0/24").orElseThrow()),
                Optional.of(BEGAN),
                throughHere);
    }

    private static String spam(int i) {
        return "Subject: You have won "
                + i
                + "\n\nDear customer "
                + i
                + ", our lottery drew your address among all others and you are the lucky winner of a"
                + " large amount of money which waits for you at the bank, so please write to our agent"
                + " today with your full name and your telephone number to claim what is yours.\n";
    }

    private static String genuine(String about) {
        return "Subject: About "
                + about
                + "\n\nHi, as we said on the phone I send you the papers for "
                + about
                + ", could you look at page three and tell me whether the dates suit you and the rest"
                + " of the team before the meeting on Thursday? Thanks, Mario\n";
    }

    private QueueFolder flood() throws IOException {
        QueueFolder queue = new QueueFolder(directory);
        for (int i = 0; i < 20; i++) {
            queue.put(Mail.of(ROSSI, THIEF, spam(i)).from("prize" + i + "@x.test"));
        }
        return queue;
    }

    private static Sorting sort(Plan plan, String id) {
        List<Plan.Choice> all = new ArrayList<>(plan.spam());
        all.addAll(plan.unsure());
        return all.stream()
                .filter(choice -> choice.message().queueId().text().equals(id))
                .findFirst()
                .map(Plan.Choice::sorting)
                .orElse(new Sorting.Genuine(""));
    }

    @Test
    void whatTheThiefSentIsSpam() throws IOException {
        Plan plan = Asking.about(STOLEN).plan(flood());
        assertEquals(20, plan.toHold().size());
        assertEquals(
                Set.of("sent as rossi@here.test from 198.51.100.0/24, the thief's network"),
                Set.copyOf(plan.spam().stream().map(c -> c.sorting().why()).toList()));
    }

    @Test
    void whatTheOwnerSentFromHisOwnNetworkIsGenuineBeforeAndMeanwhile() throws IOException {
        QueueFolder queue = flood();
        String before =
                queue.put(Mail.of(ROSSI, HOME, genuine("a")).at(BEGAN.minusSeconds(90_000)));
        String meanwhile = queue.put(Mail.of(ROSSI, HOME, genuine("b")));
        Plan plan = Asking.about(STOLEN).plan(queue);
        assertEquals(new Sorting.Genuine(""), sort(plan, before));
        assertEquals(new Sorting.Genuine(""), sort(plan, meanwhile));
        assertEquals(
                List.of("from the owner's own network", "from the owner's own network"),
                plan.genuine().stream().map(choice -> choice.sorting().why()).toList());
    }

    @Test
    void theSameTextFromTheOwnersNetworkIsUnsure() throws IOException {
        QueueFolder queue = flood();
        String id = queue.put(Mail.of(ROSSI, HOME, spam(99)));
        assertEquals(
                new Sorting.Unsure("from the owner's own network, but the text of campaign 1"),
                sort(Asking.about(STOLEN).plan(queue), id));
    }

    @Test
    void aNewNetworkWithTheSameTextIsSpamAndWithAnotherTextUnsure() throws IOException {
        QueueFolder queue = flood();
        String same = queue.put(Mail.of(ROSSI, "203.0.113.5", spam(98)));
        String other = queue.put(Mail.of(ROSSI, "203.0.113.5", genuine("c")));
        Plan plan = Asking.about(STOLEN).plan(queue);
        assertEquals(new Sorting.Spam("the text of campaign 1"), sort(plan, same));
        assertEquals(
                new Sorting.Unsure("alone of its kind, from a network that may be the owner's"),
                sort(plan, other));
    }

    @Test
    void aLinkThatTextsHaveInCommonMakesThemNoCampaign() throws IOException {
        QueueFolder queue = new QueueFolder(directory);
        Random random = new Random(7);
        for (int i = 0; i < 25; i++) {
            String words = Long.toString(random.nextLong() >>> 1, 36);
            String body = Words.genuine(random) + "\nhttps://www.linked.test/in/rossi\n";
            queue.put(Mail.of(ROSSI, HOME, "Subject: " + words + "\n\n" + body));
        }
        Plan plan = Asking.with("contains", "linked").plan(queue);
        assertEquals(List.of(), plan.spam());
        assertEquals(25, plan.unsure().size());
    }

    @Test
    void somebodyWhoQuotesTheSpamIsNotHeld() throws IOException {
        QueueFolder queue = flood();
        String answer =
                queue.put(
                        Mail.of(
                                "verdi@here.test",
                                "192.0.2.9",
                                spam(5).replace("\n\n", "\n\nWhat is this?\n> ")));
        Plan plan = Asking.about(STOLEN).plan(queue);
        assertEquals(
                new Sorting.Unsure("the text of campaign 1, but sent by verdi@here.test"),
                sort(plan, answer));
        assertEquals(20, plan.toHold().size());
        assertEquals(21, Asking.about(STOLEN).plan(queue, true).toHold().size());
    }

    @Test
    void anotherAccountThatTheThiefUsesForTheSameTextIsSpam() throws IOException {
        QueueFolder queue = flood();
        String id = queue.put(Mail.of("verdi@here.test", THIEF, spam(5)));
        assertEquals(
                new Sorting.Spam(
                        "the text of campaign 1 and from the thief's network, sent as verdi@here.test"),
                sort(Asking.about(STOLEN).plan(queue), id));
    }

    @Test
    void whatAContentFilterGaveBackIsSpamAndABounceIsNot() throws IOException {
        QueueFolder queue = flood();
        String filtered = queue.put(Mail.of("", "127.0.0.1", spam(3)).from("prize3@x.test"));
        String bounce = queue.put(Mail.of("", "127.0.0.1", spam(3)).from(""));
        Plan plan = Asking.about(STOLEN).plan(queue);
        assertEquals(
                new Sorting.Spam("the text of campaign 1, after a content filter"),
                sort(plan, filtered));
        assertEquals(
                new Sorting.Unsure("a bounce that holds the text of campaign 1"),
                sort(plan, bounce));
    }

    @Test
    void throughWebmailOnlyACampaignIsSpam() throws IOException {
        QueueFolder queue = flood();
        String alone = queue.put(Mail.of(ROSSI, THIEF, genuine("d")));
        String early =
                queue.put(Mail.of(ROSSI, THIEF, genuine("e")).at(BEGAN.minus(Duration.ofDays(1))));
        Plan plan = Asking.about(stolen(true)).plan(queue);
        assertEquals(20, plan.toHold().size());
        assertTrue(sort(plan, alone) instanceof Sorting.Unsure);
        assertEquals(new Sorting.Genuine(""), sort(plan, early));
    }

    @Test
    void whereTheOwnerWasNeverSeenANetworkProvesNothing() throws IOException {
        QueueFolder queue = flood();
        String alone = queue.put(Mail.of(ROSSI, THIEF, genuine("f")));
        Incident unseen =
                new Incident(
                        STOLEN.id(),
                        ROSSI,
                        "",
                        "",
                        STOLEN.strange(),
                        Set.of(),
                        STOLEN.since(),
                        false);
        Plan plan = Asking.about(unseen).plan(queue);
        assertEquals(20, plan.toHold().size());
        assertTrue(sort(plan, alone) instanceof Sorting.Unsure);
    }

    @Test
    void ofWhatMerelyHasTheWordsTheOthersAreLeftAlone() throws IOException {
        QueueFolder queue = flood();
        String other = queue.put(Mail.of("verdi@here.test", HOME, genuine("the lottery")));
        Plan plan = Asking.with("contains", "lottery").plan(queue);
        assertEquals(20, plan.toHold().size());
        assertEquals(new Sorting.Unsure("has it too, but is of no campaign"), sort(plan, other));
    }

    @Test
    void aNewsletterWithTheWordsIsLeftAlone() throws IOException {
        QueueFolder queue = new QueueFolder(directory);
        for (int i = 0; i < 30; i++) {
            queue.put(Mail.of("news@here.test", HOME, "List-Unsubscribe: <x>\n" + spam(i)));
        }
        Plan plan = Asking.with("contains", "lottery").plan(queue);
        assertEquals(
                Map.of("campaign 1 says how to unsubscribe, as newsletters do", 30L),
                reasons(plan.unsure()));
        assertEquals(30, Asking.with("account", "news@here.test").plan(queue).toHold().size());
    }

    private static Map<String, Long> reasons(List<Plan.Choice> choices) {
        Map<String, Long> reasons = new TreeMap<>();
        choices.forEach(c -> reasons.merge(c.sorting().why(), 1L, Long::sum));
        return reasons;
    }

    @Test
    void whatIsHeldAlreadyIsNotHeldAgain() throws IOException {
        QueueFolder queue = flood();
        queue.put("hold", Mail.of(ROSSI, THIEF, spam(50)));
        Plan plan = Asking.about(STOLEN).plan(queue);
        assertEquals(20, plan.toHold().size());
        assertEquals(1, plan.held());
    }

    @Test
    void aCampaignIsCalledByItsNumberOrByAnyMessageInIt() throws IOException {
        QueueFolder queue = flood();
        String id = queue.put(Mail.of(ROSSI, HOME, spam(7)));
        queue.put(Mail.of(ROSSI, HOME, genuine("g")));
        assertEquals(21, Asking.with("campaign", "1").plan(queue).toHold().size());
        assertEquals(21, Asking.with("campaign", id).plan(queue).toHold().size());
        assertEquals(0, Asking.with("campaign", "2").plan(queue).toHold().size());
    }

    /**
     * The smaller sister of {@code src/bench/sweepqueue.py}: campaigns whose words change from
     * message to message, among genuine mail of the same and of other accounts.
     */
    @Test
    void ofTwentyCampaignsNearlyAllIsHeldAndNoGenuineMail() throws IOException {
        QueueFolder queue = new QueueFolder(directory);
        Random random = new Random(5);
        List<String> genuine = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            queue.put(
                    Mail.of(ROSSI, "198.51.100." + (i % 200 + 1), Words.campaign(i % 20, random)));
            boolean owner = i % 10 == 0;
            genuine.add(
                    queue.put(
                            Mail.of(
                                    owner ? ROSSI : "user" + i % 40 + "@here.test",
                                    owner ? HOME : "192.0.2." + (i % 200 + 1),
                                    Words.genuine(random))));
        }
        Plan plan = Asking.about(STOLEN).plan(queue);
        List<String> held = plan.toHold().stream().map(m -> m.queueId().text()).toList();
        assertTrue(held.size() >= 980, held.size() + " held");
        assertTrue(held.stream().noneMatch(genuine::contains));
        Incident networkless =
                new Incident("x", ROSSI, "", "", STOLEN.strange(), Set.of(), STOLEN.since(), false);
        List<String> byText =
                Asking.about(networkless).plan(queue).toHold().stream()
                        .map(m -> m.queueId().text())
                        .toList();
        assertTrue(byText.size() >= 980, byText.size() + " held by text alone");
        assertTrue(byText.stream().noneMatch(genuine::contains));
    }
}
