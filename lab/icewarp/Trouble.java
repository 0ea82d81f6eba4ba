// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trouble that is no stolen password, or not only: relays, bounces, outages, limits. */
final class Trouble {
    private Trouble() {}

    static void list(List<Scenario> all) {
        all.add(new Scenario("open-relay", "a trusted host sends spam without a login", Trouble::relay));
        all.add(new Scenario("backscatter", "bounces of mail that somebody else sent in the name of one of our users", Trouble::backscatter));
        all.add(new Scenario("remote-outage", "one large remote provider is down, and mail of many accounts waits", Trouble::outage));
        all.add(new Scenario("domain-throttle", "a limit per minute to one large domain holds honest mail in the retry queue", Trouble::throttle));
        all.add(new Scenario("breach-and-backscatter", "a stolen account floods while another user drowns in foreign bounces",
                Trouble::breachAndBackscatter));
        all.add(new Scenario("monitoring-storm", "a monitoring account sends hundreds of alarms to two people", Trouble::storm));
    }

    private static void relay(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 9, 2);
        story.server.trusted.add(World.WEB);
        story.origin = "relay";
        story.relayed = 180;
        double moment = story.when(10, 4);
        for (int i = 0; i < 180; i++) {
            int number = i;
            moment += story.dice.real(2000, 10_000);
            long now = (long) moment;
            story.at(now, () -> story.server.send(now, Server.Visit.stranger(World.WEB, "localhost"), "office@post-verify.test",
                    Thefts.victims(story, 3, new Thefts.Mix(0.3, 0.25, 0.12)), new Mail.Text("office@post-verify.test", "Verify",
                            String.format(Locale.ROOT, Thefts.BAIT, number % 5, number), "www.example.org"), 10));
        }
        folk.live(10, 10, 2);
    }

    private static void bounces(Story story, Folk folk, String victim, double start, int count) {
        double moment = start;
        for (int i = 0; i < count; i++) {
            int number = i;
            moment += story.dice.real(1000, 20_000);
            long now = (long) moment;
            story.at(now, () -> folk.inbound("", victim, "Undelivered Mail Returned to Sender", "<u" + number + "@" + story.dice.one(World.BUSINESS)
                    + ">: 550 5.1.1 User unknown\n\nMessage-ID: <" + number + "@elsewhere.test>", now));
        }
    }

    private static void backscatter(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 9, 2);
        bounces(story, folk, "ricci@example.org", story.when(10, 5), 260);
        folk.live(10, 10, 2);
        story.origin = "backscatter";
    }

    /** Everybody writes to the large provider, for whatever reason it takes no mail. */
    private static Folk crowd(Story story) {
        Folk folk = new Folk(story, 13);
        for (Folk.Person one : folk.cast) {
            for (int i = 0; i < 5; i++) {
                one.contacts().add(story.dice.one(Folk.FIRST) + i + "@" + World.BIG);
            }
        }
        folk.live(0, 10, 3);
        for (Folk.Person one : folk.cast) {
            for (int i = story.dice.from(6, 12); i > 0; i--) {
                long now = story.when(10, story.dice.real(7.5, 17));
                story.at(now, () -> folk.write(one, List.of(one.contacts().getLast()), now));
            }
        }
        return folk;
    }

    private static void outage(Story story) {
        crowd(story);
        story.at(story.when(10, 7), () -> story.server.down.add(World.BIG));
        story.origin = "remote outage";
    }

    private static void throttle(Story story) {
        Folk folk = crowd(story);
        Folk.Person letter = folk.person("newsletter@example.org", World.WEB, "www.example.org");
        List<String> readers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            readers.add(story.dice.one(Folk.FIRST) + i + "@" + World.BIG);
        }
        LookAlikes.issue(story, folk, letter, story.when(3, 9.5), LookAlikes.readers(story, folk, 60, 0.02), "Foglio 3");
        LookAlikes.issue(story, folk, letter, story.when(10, 16.5), readers, "Foglio 10");
        story.at(story.when(10, 7), () -> story.server.perMinute.put(World.BIG, 2));
    }

    private static void breachAndBackscatter(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 9, 2);
        Story.Breach theft = story.breach("conti@example.org", "guessed");
        List<String> sources = Thefts.strangers(story, 5, false);
        double end = Thefts.guesses(story, theft, story.when(10, 1.5), sources, 25, 50);
        Thefts.flood(story, theft, end + 900_000, sources.subList(0, 3), 150, 8, Thefts.Manner.under("prize@lottery-intl.test"));
        bounces(story, folk, "ricci@example.org", end + 1_000_000, 150);
        folk.live(folk.cast.subList(1, 13), 10, 10, 2);
    }

    private static void storm(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 10, 2);
        List<String> readers = List.of("oncall@energia-verde.example", "bianchi@example.org");
        Folk.Person probe = folk.person("monitor@example.org", World.office(50), "nagios.lan");
        for (int day = 0; day < 11; day++) {
            for (int i = 0; i < 3; i++) {
                long now = story.when(day, story.dice.real(0, 24));
                story.at(now, () -> folk.write(probe, readers, "PROBLEM host db1", "CRITICAL", now));
            }
        }
        for (int i = 0; i < 300; i++) {
            int host = i % 9;
            long now = story.when(10, 13) + i * 5000L;
            story.at(now, () -> folk.write(probe, readers, "PROBLEM host db" + host, "CRITICAL", now));
        }
    }
}
