// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;

/** People who send and read mail as people do: the ordinary life that every scenario plays in. */
final class Folk {
    static final List<String> ORDINARY = List.of("rossi@example.org", "bianchi@example.org", "ferrari@example.org",
            "russo@example.org", "colombo@example.org", "ricci@example.org", "marino@example.org", "greco@example.org",
            "conti@example.org", "gallo@example.org", "costa@example.org", "esposito@example.net", "romano@example.net",
            "bruno@example.net", "moretti@example.net", "barbieri@example.net");
    static final List<String> FIRST = List.of("anna", "luca", "info", "marta", "g.villa", "ordini", "paolo", "s.riva", "elena",
            "amministrazione", "dario", "tina");
    private static final List<String> MECHANISMS = List.of("PLAIN", "LOGIN", "CRAM-MD5", "PLAIN334", "LOGIN1", "DIGEST-MD5");
    private static final List<String> SUBJECTS = List.of("Offerta per il cantiere", "Re: fattura di ottobre", "Riunione di giovedì",
            "Foto della gita", "Ordine 4471", "Richiesta di preventivo", "Bozza del contratto", "Perché no?", "Turni della settimana");
    private static final String[] WORDS = ("grazie per la risposta, le mando in allegato quanto chiesto; il termine resta venerdì e"
            + " per il resto ci sentiamo domani in ufficio, intanto ho chiesto a mio fratello di passare dal magazzino e controllare"
            + " le misure che avevamo segnato sul foglio prima della consegna perché il corriere arriva presto").split(" ");

    /** Somebody with an account, a place to send from, and people to write to. */
    record Person(String account, String peer, String helo, String mechanism, boolean tls, List<String> contacts) {
        Person from(String elsewhere) {
            return new Person(account, elsewhere, helo, mechanism, tls, contacts);
        }

        Server.Visit visit() {
            return new Server.Visit(peer, helo, account, mechanism, tls);
        }
    }

    private final Story story;
    private final Dice dice;
    final List<Person> cast = new ArrayList<>();

    /** Some ordinary people; a third of them sit in the office, the others at a line of their own. */
    Folk(Story story, int count) {
        this.story = story;
        this.dice = story.dice;
        for (int i = 0; i < count; i++) {
            String account = ORDINARY.get(i);
            boolean office = i % 3 == 1;
            List<String> contacts = new ArrayList<>();
            for (int k = dice.from(6, 10); k > 0; k--) {
                contacts.add(contact());
            }
            contacts.addAll(dice.some(ORDINARY.subList(0, count), 2));
            String helo = office ? "pc-" + World.user(account) + ".lan" : "[192.168." + i + "." + (20 + i) + "]";
            cast.add(person(account, office ? World.office(10 + i) : World.address(10 + i, 3 + i), helo,
                    MECHANISMS.get(i % MECHANISMS.size()), contacts));
        }
    }

    Person person(String account, String peer, String helo, String mechanism, List<String> contacts) {
        story.server.accounts.add(account);
        story.mustClear.add(account);
        return new Person(account, peer, helo, mechanism, peer.endsWith("1") || account.endsWith("net"), contacts);
    }

    Person person(String account, String peer, String helo) {
        return person(account, peer, helo, "PLAIN", List.of());
    }

    String contact() {
        String domain = dice.chance(0.6) ? dice.one(World.BUSINESS) : dice.chance(0.8) ? dice.one(World.FREEMAIL) : dice.one(World.SLOW);
        return dice.one(FIRST) + dice.of("", "", ".b", "71", ".rossi") + "@" + domain;
    }

    String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.from(count / 2, count * 2); i > 0; i--) {
            text.append(dice.of(WORDS)).append(i % 12 == 0 ? '\n' : ' ');
        }
        return text.toString();
    }

    void write(Person person, List<String> to, String subject, String body, long now) {
        Mail.Text text = new Mail.Text(person.account, subject, body, person.helo.replaceAll("[\\[\\]]", ""));
        story.server.send(now, person.visit(), person.account, to, text, 1);
    }

    void write(Person person, List<String> to, long now) {
        write(person, to, dice.one(SUBJECTS), words(40), now);
    }

    void read(Person person, long now) {
        story.server.mailbox(now, person.account, person.peer, Server.password(person.account));
    }

    String misspelt(String address) {
        return dice.chance(0.5) ? "nouser." + address : address.replaceFirst("\\.", "x.");
    }

    /** Ordinary days of all, from the first to the last one inclusive. */
    void live(int first, int last, int most) {
        live(cast, first, last, most);
    }

    void live(List<Person> people, int first, int last, int most) {
        for (int day = first; day <= last; day++) {
            noise(day);
            for (Person person : people) {
                day(person, day, most);
            }
        }
    }

    private void day(Person person, int day, int most) {
        boolean weekend = day % 7 >= 5;
        if (weekend && dice.chance(0.7)) {
            return;
        }
        for (int i = dice.from(1, weekend ? 1 : most); i > 0; i--) {
            long moment = story.when(day, dice.real(7.5, 18));
            if (dice.chance(0.75)) {
                long before = moment - dice.from(20_000, 400_000);
                story.at(before, () -> read(person, before));
            }
            List<String> to = dice.some(person.contacts, dice.chance(0.8) ? 1 : 2);
            if (dice.chance(0.02)) {
                to.add(misspelt(person.contacts.getFirst()));
            }
            story.at(moment, () -> write(person, to, moment));
            to.forEach(other -> answer(person, other, moment));
        }
        if (dice.chance(0.03)) {
            long moment = story.when(day, dice.real(8, 18));
            story.at(moment, () -> story.server.mailbox(moment, person.account, person.peer, "sbagliata1"));
        }
    }

    private void answer(Person person, String other, long sent) {
        if (dice.chance(0.45) && World.kind(World.domain(other)) != World.Kind.NONE && !other.startsWith("nouser")) {
            long moment = sent + dice.from(900_000, 9_000_000);
            story.at(moment, () -> inbound(other, person.account, "Re: " + dice.one(SUBJECTS), words(40), moment));
        }
    }

    /** Mail from elsewhere, by the mail server of the sender's domain. */
    void inbound(String sender, String to, String subject, String body, long now) {
        String domain = sender.isEmpty() ? dice.one(World.BUSINESS) : World.domain(sender);
        Mail.Text text = new Mail.Text(sender.isEmpty() ? "MAILER-DAEMON@" + domain : sender, subject, body, "mx." + domain);
        story.server.send(now, Server.Visit.stranger(World.remote(domain), "mx." + domain), sender, List.of(to), text, 1);
    }

    /** Strangers knock at every server: guesses at names that do not exist, a try to relay, inbound junk. */
    private void noise(int day) {
        String stranger = World.address(dice.one(World.STRANGERS.subList(60, 100)), dice.from(1, 40));
        for (int i = dice.from(1, 4); i > 0; i--) {
            long moment = story.when(day, dice.real(0.2, 23.5));
            String name = dice.of("admin", "test", "scan", "sales1", "root") + "@example.org";
            String password = dice.of("123456", "admin", "test");
            story.at(moment, () -> story.server.guess(moment, new Server.Visit(stranger, "[127.0.0.1]", name,
                    "LOGIN", false), List.of(password)));
        }
        long relay = story.when(day, dice.real(1, 23));
        story.at(relay, () -> story.server.send(relay, Server.Visit.stranger(stranger, "spam-house.test"),
                "promo@spam-house.test", List.of("open-relay-check@freemail.test"),
                new Mail.Text("promo@spam-house.test", "test", "test", "spam-house.test"), 1));
        long news = story.when(day, dice.real(1, 23));
        String reader = dice.one(cast).account;
        story.at(news, () -> inbound("news@inbox-now.test", reader, "Le offerte di oggi", words(40), news));
    }
}
