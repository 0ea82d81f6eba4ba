// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;

/** Honest senders of much mail, who look like thieves. */
final class LookAlikes {
    private LookAlikes() {}

    static void list(List<Scenario> all) {
        all.add(new Scenario("newsletter-regular", "a weekly newsletter to 130 readers, as always", LookAlikes::regular));
        all.add(new Scenario("newsletter-first", "the first newsletter of an ordinary user, to an old list with 4 % of dead addresses",
                LookAlikes::first));
        all.add(new Scenario("web-app", "a shop that sends to ever new customers from one address, some of them misspelt", LookAlikes::shop));
        all.add(new Scenario("mail-merge", "an accountant sends each client a personal letter, twice in the period", LookAlikes::merge));
        all.add(new Scenario("helpdesk", "a help desk answers under many sender addresses", LookAlikes::helpdesk));
    }

    /** Subscribers, some of whom have gone. */
    static List<String> readers(Story story, Folk folk, int count, double dead) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String to = folk.contact().replaceFirst("@", i + "@");
            out.add(story.dice.chance(dead) ? "nouser." + to : to);
        }
        return out;
    }

    static void issue(Story story, Folk folk, Folk.Person sender, long start, List<String> to, String subject) {
        for (int i = 0; i < to.size(); i++) {
            String reader = to.get(i);
            long now = start + i * 1500L;
            story.at(now, () -> folk.write(sender, List.of(reader), subject, "Le novità del mese. Per disdire: www.example.org", now));
        }
    }

    private static void regular(Story story) {
        Folk folk = new Folk(story, 13);
        Folk.Person letter = folk.person("newsletter@example.org", World.WEB, "www.example.org");
        List<String> readers = readers(story, folk, 130, 0.02);
        for (int day : new int[] {1, 4, 8, 10}) {
            List<String> all = new ArrayList<>(readers);
            all.addAll(readers(story, folk, 5, 0.02));
            issue(story, folk, letter, story.when(day, 9.5), all, "Foglio " + day);
        }
        folk.live(0, 10, 2);
    }

    private static void first(Story story) {
        Folk folk = new Folk(story, 13);
        issue(story, folk, folk.cast.get(6), story.when(10, 10.4), readers(story, folk, 280, 0.04), "La nostra prima lettera");
        folk.live(0, 10, 2);
    }

    private static void shop(Story story) {
        Folk folk = new Folk(story, 13);
        Folk.Person shop = folk.person("shop@example.net", World.address(95, 4), "shop.hosting.test");
        for (int day = 0; day < 11; day++) {
            for (int order = day < 10 ? story.dice.from(22, 36) : 60; order > 0; order--) {
                String plain = folk.contact().replaceFirst("@", day + "" + order + "@");
                String to = story.dice.chance(0.055) ? folk.misspelt(plain) : plain;
                String subject = "Ordine " + day + order;
                long now = story.when(day, story.dice.real(0, 24));
                story.at(now, () -> folk.write(shop, List.of(to), subject, folk.words(40), now));
            }
        }
        folk.live(0, 10, 2);
    }

    private static void merge(Story story) {
        Folk folk = new Folk(story, 13);
        Folk.Person billing = folk.person("billing@example.org", World.office(40), "pc-billing.lan");
        List<String> clients = readers(story, folk, 120, 0.015);
        issue(story, folk, billing, story.when(2, 14.2), clients, "Scadenza 2");
        issue(story, folk, billing, story.when(10, 14.2), clients, "Scadenza 10");
        folk.live(0, 10, 2);
    }

    private static void helpdesk(Story story) {
        Folk folk = new Folk(story, 13);
        Folk.Person desk = folk.person("support@example.net", World.office(44), "desk.lan");
        for (int day = 0; day < 11; day++) {
            for (int i = story.dice.from(12, 20); i > 0; i--) {
                String sender = story.dice.of("help", "support", "vendite", "resi", "tecnica") + "+t" + day + i + "@example.net";
                String to = folk.contact();
                Mail.Text text = new Mail.Text(sender, "[Ticket#" + (day * 100 + i) + "] aggiornamento", folk.words(30), "desk.example.net");
                long now = story.when(day, story.dice.real(8, 18));
                story.at(now, () -> story.server.send(now, desk.visit(), sender, List.of(to), text, 1));
            }
        }
        folk.live(0, 10, 2);
    }
}
