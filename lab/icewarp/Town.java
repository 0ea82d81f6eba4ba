// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A server of any size: thousands of people, four thieves, a newsletter and a traveller, until the log is long enough.
 *
 * <p>The thieves: a flood from 200 addresses under forged senders; three addresses that send two messages an hour under the owner's name;
 * a guessed password, and a flood from the network that guessed it; a second flood.
 */
final class Town {
    static final String MOST = "mario.rossi@cliente3.example.it";
    private static final List<String> NAMES = List.of("mario", "luca", "giulia", "anna", "paolo", "sara", "marco", "elena", "andrea",
            "chiara", "davide", "laura", "matteo", "silvia", "franco", "irene", "carlo", "marta", "pietro", "nadia");
    private static final List<String> FAMILIES = List.of("rossi", "bianchi", "ferrari", "russo", "colombo", "ricci", "marino", "greco",
            "bruno", "gallo", "conti", "deluca", "costa", "giordano", "mancini", "rizzo", "lombardi", "moretti", "barbieri", "fontana");
    private static final Thefts.Mix MIX = new Thefts.Mix(0.25, 0.35, 0.1);
    private static final String SENTENCE = "grazie per la risposta, le mando quanto chiesto; il termine resta venerdì. ";

    private enum Kind {
        FLOOD,
        SLOW,
        GUESSED
    }

    private record Thief(Story.Breach theft, Kind kind, List<String> sources, long from) {}

    private final Story story;
    private final Server server;
    private final Dice dice;
    private final List<Folk.Person> people = new ArrayList<>();
    private final List<Thief> thieves = new ArrayList<>();
    private final Folk folk;
    private final long begin;
    private final long span;
    final List<String> decoys = new ArrayList<>();

    Town(Story story) {
        this.story = story;
        this.server = story.server;
        this.dice = story.dice;
        this.folk = new Folk(story, 1);
        this.begin = story.when(0, 0);
        this.span = server.setup.number("days") * 86_400_000L;
        int count = (int) Math.max(100, server.setup.number("accounts"));
        String[] mechanisms = {"PLAIN", "LOGIN", "PLAIN", "CRAM-MD5", "LOGIN"};
        for (int i = 0; i < count; i++) {
            people.add(folk.person(account(i), World.address(i / 20 % 250, i % 20 + i / 5000 * 20), "pc" + i + ".lan",
                    mechanisms[i % 5], List.of()));
        }
        decoys.addAll(List.of(people.get(7).account(), people.get(13).account()));
        thieves.add(thief(311 % count, Kind.FLOOD, 200, 0.7));
        thieves.add(thief(1548 % count, Kind.SLOW, 3, 0.6));
        thieves.add(thief(2785 % count, Kind.GUESSED, 40, 0.8));
        thieves.add(thief(4022 % count, Kind.FLOOD, 120, 0.85));
    }

    private static String account(int i) {
        return NAMES.get(i % 20) + "." + FAMILIES.get(i / 20 % 20) + (i >= 400 ? i / 400 : "") + "@cliente" + i % 20 + ".example.it";
    }

    private Thief thief(int account, Kind kind, int sources, double from) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            int network = kind == Kind.GUESSED ? 490 : 260 + (thieves.size() * 60 + i) % 230;
            addresses.add(World.address(network, i % 150));
        }
        Story.Breach theft = story.breach(people.get(account).account(), kind == Kind.GUESSED ? "guessed" : "stolen");
        return new Thief(theft, kind, addresses, begin + (long) (span * from));
    }

    /** Two messages an hour, however much else there is. */
    private void slowly(Thief thief) {
        for (long moment = thief.from; moment < begin + span; moment += dice.from(20, 40) * 60_000L) {
            long now = moment;
            server.at(now, () -> steal(thief, now));
        }
    }

    /** Lets days pass until the log has so many bytes; returns the moment of the end. */
    long live(long bytes) {
        long now = begin;
        thieves.stream().filter(one -> one.kind == Kind.SLOW).forEach(this::slowly);
        while (server.logs.generated() < bytes) {
            now = Math.max(now, begin + (long) ((double) span * server.logs.generated() / bytes));
            server.until(now);
            something(now);
        }
        long end = now + 120_000;      // what was taken last is tried once
        server.until(end);
        return end;
    }

    private void something(long now) {
        int point = dice.below(100);
        if (point < 36) {
            submission(now);
        } else if (point < 60) {
            inbound(now);
        } else if (point < 86) {
            Folk.Person one = dice.one(people);
            server.mailbox(now, one.account(), one.peer(), dice.chance(0.01) ? "sbagliata1" : Server.password(one.account()));
        } else if (point < 90) {
            refused(now);
        } else {
            guess(now);
        }
    }

    private void submission(long now) {
        List<Thief> active = thieves.stream().filter(one -> one.kind != Kind.SLOW && now >= one.from).toList();
        if (!active.isEmpty() && dice.chance(0.1)) {
            steal(dice.one(active), now);
        } else if (dice.chance(0.01)) {
            letter(now);
        } else if (now > begin + span / 2 && dice.chance(0.002)) {
            honest(people.get(13).from(World.address(252 + dice.below(6), 9)), now);
        } else {
            honest(dice.one(people), now);
        }
    }

    private void honest(Folk.Person person, long now) {
        List<String> to = new ArrayList<>();
        for (int i = dice.from(1, 4) / 3; i >= 0; i--) {
            to.add(dice.chance(0.3) ? dice.one(people).account() : reader(dice.chance(0.005)));
        }
        Mail.Text text = new Mail.Text(person.account(), "Ordine " + dice.below(10_000), text(), person.helo());
        server.send(now, person.visit(), person.account(), to, text, 1);
    }

    /** Of any length, as people write. */
    private String text() {
        return SENTENCE.repeat(dice.from(1, 30));
    }

    private String reader(boolean dead) {
        return (dead ? "nouser" : "") + dice.one(NAMES) + "." + dice.one(FAMILIES) + "@azienda" + dice.below(200) + ".example";
    }

    private void letter(long now) {
        List<String> to = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            to.add(reader(dice.chance(0.01)));
        }
        Folk.Person person = people.get(7);
        Mail.Text text = new Mail.Text(person.account(), "Foglio del mese", SENTENCE.repeat(6), "www.cliente7.example.it");
        server.send(now, person.visit(), person.account(), to, text, 1);
    }

    private void steal(Thief thief, long now) {
        String account = thief.theft.account;
        boolean slow = thief.kind == Kind.SLOW;
        String sender = slow ? account : dice.letters(8) + "@" + dice.letters(7) + ".test";
        List<String> to = Thefts.victims(story, slow ? 1 : dice.from(5, 20), slow ? new Thefts.Mix(0.15, 0.2, 0.05) : MIX);
        String body = String.format(Locale.ROOT, Thefts.BAIT, now % 7, now % 9973);
        story.steal(thief.theft, dice.one(thief.sources), dice.letters(6), sender, to,
                Thefts.text(story, sender, "You have won", body, "WIN-" + dice.letters(6)), 1, now);
    }

    private void inbound(long now) {
        folk.inbound(reader(false), dice.one(people).account(), "Re: ordine", text(), now);
    }

    private void refused(long now) {
        String stranger = World.address(480 + dice.below(9), dice.below(150));
        String to = dice.chance(0.5) ? dice.letters(6) + "@cliente1.example.it" : dice.letters(6) + "@freemail.test";
        server.send(now, Server.Visit.stranger(stranger, dice.letters(6) + ".test"), dice.letters(7) + "@freemail.test",
                List.of(to), new Mail.Text("a@freemail.test", "x", "x", "x"), 1);
    }

    private void guess(long now) {
        Thief guessing = thieves.get(2);
        boolean aimed = now < guessing.from && now > guessing.from - span / 20 && dice.chance(0.3);
        String source = aimed ? dice.one(guessing.sources) : World.address(492 + dice.below(8), dice.below(150));
        if (aimed) {
            story.guess(guessing.theft, source, List.of(dice.letters(7)), now);
            return;
        }
        String name = dice.chance(0.2) ? dice.one(people).account() : dice.letters(6) + "@cliente2.example.it";
        server.guess(now, new Server.Visit(source, dice.letters(5), name, "LOGIN", false), List.of(dice.letters(7)));
    }

    /** A queue without a log, as a flood leaves it: nine messages in ten are one account's. */
    static void queue(Setup setup, Stamps stamps, QueueFolder folder, Story story) throws IOException {
        Dice dice = story.dice;
        Ids ids = new Ids(setup, stamps);
        long count = setup.number("queue");
        List<String> pool = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            pool.add(dice.letters(2 + dice.below(9)) + " " + dice.letters(3 + dice.below(9)) + " " + dice.letters(2 + dice.below(30)));
        }
        for (long i = 0; i < count; i++) {
            boolean spam = dice.chance(0.9);
            String account = spam ? MOST : dice.letters(6) + "@cliente4.example.it";
            String sender = spam ? dice.letters(8) + "@" + dice.letters(7) + ".test" : account;
            StringBuilder body = new StringBuilder(spam ? "http://win.lucky-" + i % 7 + ".test/" + i + "\n" : "");
            while (body.length() < 1000 + i % 2000) {
                body.append(dice.one(pool)).append('\n');
            }
            long now = story.when(0, 8) + i * 400;
            Mail mail = new Mail(ids.next(now), now, sender, new Mail.Arrival("198.18.4.7", "pc", account, false),
                    new Mail.Text(sender, dice.letters(7), body.toString(), "pc"),
                    List.of(dice.letters(9) + "@" + dice.letters(8) + ".test"));
            mail.held = true;
            folder.write(mail, setup.charset());
        }
    }
}
