// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Honest people whose address or password changes. */
final class Movers {
    private Movers() {}

    static void list(List<Scenario> all) {
        all.add(new Scenario("traveller", "somebody on a journey: hotels, stations, a conference, in three days", Movers::traveller));
        all.add(new Scenario("roaming-phone", "a phone whose provider gives it a new address of one network at every turn", Movers::phone));
        all.add(new Scenario("vpn-users", "people who leave through the exits of one VPN provider, several of them through the same ones",
                Movers::vpn));
        all.add(new Scenario("shared-mailbox", "one mailbox for an office of eleven, each from a line of their own", Movers::shared));
        all.add(new Scenario("new-employee", "a new account that writes to everybody in its first two days", Movers::employee));
        all.add(new Scenario("password-rotation", "after a change of passwords, phones and programs try the old ones until their owners come",
                Movers::rotation));
    }

    /** Some days of somebody who sends from here and there, always reading first. */
    private static void wander(Story story, Folk folk, Folk.Person person, int first, int last, List<String> sources, int each) {
        for (int day = first; day <= last; day++) {
            for (int i = 0; i < each; i++) {
                Folk.Person there = person.from(story.dice.one(sources));
                long now = story.when(day, story.dice.real(7, 21));
                story.at(now - 30_000, () -> folk.read(there, now - 30_000));
                story.at(now, () -> folk.write(there, List.of(story.dice.one(person.contacts())), now));
            }
        }
    }

    private static List<String> networks(Story story, int... numbers) {
        return IntStream.of(numbers).mapToObj(one -> World.address(one, story.dice.from(1, 28))).toList();
    }

    private static void traveller(Story story) {
        Folk folk = new Folk(story, 13);
        wander(story, folk, folk.cast.get(2), 8, 10, networks(story, 64, 74, 84, 58, 68), 5);
        folk.live(0, 10, 2);
    }

    private static void phone(Story story) {
        Folk folk = new Folk(story, 13);
        wander(story, folk, folk.cast.get(3), 0, 10, IntStream.range(1, 29).mapToObj(host -> World.address(72, host)).toList(), 5);
        folk.live(0, 10, 2);
    }

    private static void vpn(Story story) {
        Folk folk = new Folk(story, 13);
        List<String> exits = List.of(World.address(76, 5), World.address(86, 5), World.address(66, 5), World.address(56, 5));
        folk.cast.subList(0, 4).forEach(one -> wander(story, folk, one, 2, 10, exits, 2));
        folk.live(0, 10, 2);
    }

    private static void shared(Story story) {
        Folk folk = new Folk(story, 13);
        List<String> contacts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            contacts.add(folk.contact());
        }
        Folk.Person office = folk.person("office@example.net", World.office(30), "pc-office.lan", "LOGIN", contacts);
        List<String> lines = new ArrayList<>(List.of(World.office(30), World.office(31), World.office(32)));
        for (int i = 0; i < 8; i++) {
            lines.add(World.address(30 + i, 3));
        }
        wander(story, folk, office, 0, 10, lines, 9);
        folk.live(0, 10, 2);
    }

    private static void employee(Story story) {
        Folk folk = new Folk(story, 13);
        List<String> contacts = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            contacts.add(folk.contact());
        }
        Folk.Person fresh = folk.person("lombardi@example.net", World.office(25), "pc-lombardi.lan", "PLAIN", contacts);
        for (int day : new int[] {9, 10}) {
            for (String to : story.dice.some(contacts, 26)) {
                long now = story.when(day, story.dice.real(9, 17));
                story.at(now, () -> folk.write(fresh, List.of(to), "Mi presento", folk.words(40), now));
            }
        }
        wander(story, folk, fresh, 9, 10, List.of(fresh.peer()), 3);
        folk.live(0, 10, 2);
    }

    private static void rotation(Story story) {
        Folk folk = new Folk(story, 13);
        for (int place = 0; place < 8; place++) {
            Folk.Person one = folk.cast.get(place);
            Folk.Person phone = one.from(World.address(40 + place, 9));
            for (int day = 0; day < 10; day++) {
                long now = story.when(day, story.dice.real(7, 20));
                story.at(now, () -> folk.read(phone, now));
            }
            for (int attempt = story.dice.from(10, 25); attempt > 0; attempt--) {
                long now = story.when(10, 6) + (long) (attempt * story.dice.real(250_000, 350_000));
                Folk.Person who = story.dice.chance(0.5) ? one : phone;
                boolean reads = story.dice.chance(0.5);
                story.at(now, () -> oldPassword(story, who, reads, now));
            }
            long again = story.when(10, 9.2);
            story.at(again, () -> folk.read(phone, again));
        }
        folk.live(0, 10, 2);
    }

    private static void oldPassword(Story story, Folk.Person who, boolean reads, long now) {
        if (reads) {
            story.server.mailbox(now, who.account(), who.peer(), "Vecchia-2026");
        } else {
            story.server.guess(now, new Server.Visit(who.peer(), who.helo(), who.account(), "PLAIN", false), List.of("Vecchia-2026"));
        }
    }
}
