// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;

/** Stolen passwords, used for a flood. */
final class Thefts {
    static final String BAIT = "You are selected in the international lottery, claim your prize at http://win.lucky-%d.test/%d\n"
            + "Reply with your full name and bank account within 48 hours.";
    static final String LURE = "Please look at the attached order and verify your account: http://docs.share-%d.test/%d";
    private static final List<String> LISTED = List.of("password", "123456", "Password1", "rossi", "rossi1", "marco", "rossi123",
            "example", "qwerty", "Rossi2023", "rossi2023", "marco2024", "estate2024", "milan1899", "ciao", "juventus", "cambiami");
    private static final List<String> NO_DOMAIN = List.of("zqhotmal", "gmial-mail", "oldcorp-9", "kjwebx", "mailbxo", "tyrex-online",
            "unknown-shop", "vanished-isp", "qqmailz", "yhaoo-mail");
    static final Mix FLOOD = new Mix(0.45, 0.2, 0.12);

    /** The shares of recipients in domains that do not exist, of users that do not, of servers that put off. */
    record Mix(double invented, double dead, double slow) {}

    private Thefts() {}

    static void list(List<Scenario> all) {
        all.add(new Scenario("guessed-flood", "a guessed password, then a flood to invented domains under forged senders",
                Thefts::guessedFlood));
        all.add(new Scenario("stolen-snowshoe", "a password known at the first try, used from 65 networks, few messages each",
                Thefts::snowshoe));
        all.add(new Scenario("breach", "the example: a guessed password and a flood, beside people and an honest newsletter",
                Thefts::breach));
    }

    /** Addresses in as many networks, that nobody of the house has ever used. */
    static List<String> strangers(Story story, int count, boolean lines) {
        List<Integer> networks = new ArrayList<>(World.STRANGERS.subList(0, 60));
        networks.addAll(lines ? World.LINES : List.of());
        return story.dice.some(networks, count).stream().map(one -> World.address(one, story.dice.from(1, 28))).toList();
    }

    static List<String> victims(Story story, int count, Mix mix) {
        Dice dice = story.dice;
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String user = dice.one(Folk.FIRST) + dice.from(100, 99_999);
            double point = dice.real(0, 1);
            if (point < mix.invented) {
                out.add(user + "@" + dice.one(NO_DOMAIN) + dice.from(1, 40) + ".test");
            } else if (point < mix.invented + mix.dead) {
                out.add("nouser" + user + "@" + dice.one(World.FREEMAIL));
            } else if (point < mix.invented + mix.dead + mix.slow) {
                out.add(user + "@" + dice.of("refused.test", "shut-down.test", "busy.test", "hotpost.test"));
            } else {
                out.add(user + "@" + (dice.below(33) < 8 ? dice.one(World.FREEMAIL) : dice.one(World.BUSINESS)));
            }
        }
        return out;
    }

    /** What a thief writes; one message in five claims another origin, in its text and below the server's own trace. */
    static Mail.Text text(Story story, String from, String subject, String body, String idHost) {
        if (!story.dice.chance(0.2)) {
            return new Mail.Text(from, subject, body, idHost);
        }
        List<String> forged = List.of("Received: from pc-bianchi.lan ([198.51.100.11]) by " + World.HOST
                + " (IceWarp 11.2.1.1) with ASMTP id QQQ11111; Thu, 19 Nov 2026 01:00:00 +0100");
        return new Mail.Text(from, subject, body + "\nLocalSender: bianchi@example.org\nMsgID: QQQ11111\n", idHost, forged);
    }

    /** Wrong passwords, in turn from each source; returns the moment of the last one. */
    static double guesses(Story story, Story.Breach breach, double start, List<String> sources, int tries, double every) {
        double moment = start;
        for (int i = 0; i < tries; i++) {
            moment += story.dice.real(0.4, 1.6) * every * 1000;
            long now = (long) moment;
            String source = sources.get(i % sources.size());
            List<String> words = List.of(LISTED.get(i % LISTED.size()));
            story.at(now, () -> story.guess(breach, source, words, now));
        }
        return moment;
    }

    /** How a flood looks. */
    record Manner(List<String> senders, int least, int most, Mix mix, int keep, String helo, String idHost) {
        static Manner under(String... senders) {
            return new Manner(List.of(senders), 3, 5, FLOOD, 15, "[192.168.1.5]", "WIN-8K2PQ1T0");
        }
    }

    static void flood(Story story, Story.Breach breach, double start, List<String> sources, int messages, double every, Manner how) {
        double moment = start;
        for (int i = 0; i < messages; i++) {
            int message = i;
            moment += story.dice.real(0.3, 1.7) * every * 1000;
            long now = (long) moment;
            String source = sources.get(i / how.keep % sources.size());
            story.at(now, () -> {
                String sender = story.dice.one(how.senders);
                String from = sender.isEmpty() ? "noreply@" + World.domain(breach.account) : sender;
                Mail.Text text = text(story, from, "You have won", String.format(java.util.Locale.ROOT, BAIT, message % 7, message), how.idHost);
                story.steal(breach, source, how.helo, sender, victims(story, story.dice.from(how.least, how.most), how.mix), text,
                        how.keep, now);
            });
        }
    }

    private static void guessedFlood(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 9, 3);
        Story.Breach theft = story.breach("rossi@example.org", "guessed");
        List<String> sources = strangers(story, 4, false);
        double end = guesses(story, theft, story.when(10, 2.2), sources, 36, 40);
        long look = (long) end + 30_000;
        story.at(look, () -> story.server.mailbox(look, theft.account, sources.getFirst(), Server.password(theft.account)));
        flood(story, theft, end + 1_500_000, sources.subList(0, 3), 220, 6,
                Manner.under("winner@lottery-intl.test", "claims@lucky-draw.test"));
        folk.live(folk.cast.subList(1, 8), 10, 10, 2);
    }

    private static void snowshoe(Story story) {
        Folk folk = new Folk(story, 13);
        folk.live(0, 9, 3);
        Story.Breach theft = story.breach("greco@example.org", "stolen");
        double moment = story.when(10, 6);
        Mix mix = new Mix(0.12, 0.22, 0.08);
        for (String source : strangers(story, 65, true)) {
            for (int i = story.dice.from(2, 4); i > 0; i--) {
                int number = i;
                moment += story.dice.real(20_000, 140_000);
                long now = (long) moment;
                String host = "host-" + story.dice.from(100, 9999);
                story.at(now, () -> story.steal(theft, source, host, theft.account, victims(story, 3, mix),
                        text(story, theft.account, "Your parcel is waiting", String.format(java.util.Locale.ROOT, BAIT, number,
                                now % 999), host), 1, now));
            }
        }
        folk.live(10, 10, 2);
    }

    private static void breach(Story story) {
        Folk folk = new Folk(story, 10);
        folk.live(0, 9, 2);
        Folk.Person letter = folk.person("newsletter@example.org", World.WEB, "www.example.org");
        List<String> readers = LookAlikes.readers(story, folk, 60, 0.03);
        for (int day : new int[] {3, 10}) {
            LookAlikes.issue(story, folk, letter, story.when(day, 9), readers, "Foglio del mese");
        }
        Story.Breach theft = story.breach("rossi@example.org", "guessed");
        List<String> sources = strangers(story, 4, false);
        double end = guesses(story, theft, story.when(10, 2.2), sources, 30, 40);
        flood(story, theft, end + 1_500_000, sources.subList(0, 3), 150, 7,
                Manner.under("winner@lottery-intl.test", "claims@lucky-draw.test"));
        folk.live(folk.cast.subList(1, 7), 10, 10, 2);
        story.stop(story.when(10, 10.5));
    }
}
