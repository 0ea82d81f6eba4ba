// SPDX-License-Identifier: Apache-2.0
import java.util.List;
import java.util.Locale;

/** Stolen passwords that are used with care, or in unusual ways. */
final class QuietThefts {
    private QuietThefts() {}

    static void list(List<Scenario> all) {
        all.add(new Scenario("low-and-slow", "a stolen account sends some dozens of messages a day for five days, beside its owner",
                QuietThefts::lowAndSlow));
        all.add(new Scenario("own-sender", "a stolen account sends under its owner's own address, to people that exist for the most part",
                QuietThefts::ownSender));
        all.add(new Scenario("shared-botnet", "three stolen accounts, one set of networks, two dozen messages a day each",
                QuietThefts::sharedBotnet));
        all.add(new Scenario("test-message-first", "the thief tries the password with one message to himself, and floods two days later",
                QuietThefts::testFirst));
        all.add(new Scenario("null-sender", "a stolen account sends with an empty envelope sender", QuietThefts::nullSender));
        all.add(new Scenario("webmail-flood", "a flood from the server's own address, as the web client sends", QuietThefts::webmail));
    }

    private static void lowAndSlow(Story story) {
        Folk folk = new Folk(story, 12);
        folk.live(0, 11, 2);
        Story.Breach theft = story.breach("gallo@example.org", "stolen");
        List<String> sources = Thefts.strangers(story, 9, true);
        for (int day = 7; day < 12; day++) {
            daily(story, theft, day, 8, 20, story.dice.from(35, 50), sources, "DESKTOP-7QH2", 1, new Thefts.Mix(0.1, 0.15, 0.05));
        }
    }

    private static void daily(Story story, Story.Breach theft, int day, double first, double last, int messages, List<String> sources,
            String helo, int recipients, Thefts.Mix mix) {
        for (int i = 0; i < messages; i++) {
            int number = i;
            long now = story.when(day, story.dice.real(first, last));
            String source = story.dice.one(sources);
            story.at(now, () -> story.steal(theft, source, helo, theft.account, Thefts.victims(story, recipients, mix),
                    Thefts.text(story, theft.account, "Order", String.format(Locale.ROOT, Thefts.LURE, day, number), helo), 1, now));
        }
    }

    private static void ownSender(Story story) {
        Folk folk = new Folk(story, 15);
        folk.live(0, 9, 2);
        Story.Breach theft = story.breach("moretti@example.net", "stolen");
        Thefts.flood(story, theft, story.when(10, 10.2), Thefts.strangers(story, 2, true), 180, 12, new Thefts.Manner(
                List.of(theft.account), 2, 4, new Thefts.Mix(0.08, 0.12, 0.04), 20, "[192.168.1.5]", "DESKTOP-44KA"));
        folk.live(10, 10, 2);
    }

    private static void sharedBotnet(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 11, 2);
        List<String> sources = Thefts.strangers(story, 20, true);
        for (String account : List.of("conti@example.org", "costa@example.org", "romano@example.net")) {
            Story.Breach theft = story.breach(account, "stolen");
            for (int day = 9; day < 12; day++) {
                daily(story, theft, day, 0, 23.5, story.dice.from(18, 26), sources, "ylmf-pc", 2, new Thefts.Mix(0.15, 0.25, 0.05));
            }
        }
    }

    private static void testFirst(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 10, 2);
        Story.Breach theft = story.breach("colombo@example.org", "guessed");
        List<String> sources = Thefts.strangers(story, 4, false);
        Thefts.guesses(story, theft, story.when(8, 22), sources.subList(0, 1), 18, 60);
        long now = story.when(8, 23.2);
        story.at(now, () -> story.steal(theft, sources.getFirst(), "[192.168.1.5]", theft.account, List.of("dropbox4411@inbox-now.test"),
                new Mail.Text(theft.account, "test", "192.0.2.1 colombo", "WIN-8K2PQ1T0"), 1, now));
        Thefts.flood(story, theft, story.when(10, 2.5), sources.subList(1, 4), 180, 7,
                Thefts.Manner.under("hr@global-jobs.test", "desk@global-jobs.test"));
    }

    private static void nullSender(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 9, 2);
        Story.Breach theft = story.breach("greco@example.org", "stolen");
        Thefts.flood(story, theft, story.when(10, 3), Thefts.strangers(story, 3, true), 200, 6, Thefts.Manner.under(""));
        folk.live(10, 10, 2);
    }

    private static void webmail(Story story) {
        Folk folk = new Folk(story, 13);
        for (int i = 9; i < 13; i++) {
            folk.cast.set(i, folk.cast.get(i).from("127.0.0.1"));
        }
        folk.live(0, 9, 2);
        Story.Breach theft = story.breach("bruno@example.net", "stolen", "webmail");
        for (int i = 0; i < 12; i++) {
            long now = story.when(10, 4) + i * 170_000;
            story.at(now, () -> story.server.mailbox(now, theft.account, "127.0.0.1", Server.password(theft.account)));
        }
        Thefts.flood(story, theft, story.when(10, 4.01), List.of("127.0.0.1"), 170, 9, new Thefts.Manner(
                List.of("office@secure-login.test", theft.account), 3, 5, Thefts.FLOOD, 1, "localhost", "example.net"));
        folk.live(10, 10, 2);
    }
}
