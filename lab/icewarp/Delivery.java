// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes a message to the servers of its recipients: the client sessions, and what each of them answers. */
final class Delivery {
    private static final long GREY_MILLIS = 300_000;
    private static final List<String> SPAM_WORDS = List.of("lottery", "claim your", "verify your account");

    private final Server server;
    private final Map<String, Long> grey = new HashMap<>();

    Delivery(Server server) {
        this.server = server;
    }

    /** Tries all recipients that still wait, a session for each domain; tells whether one was given up. */
    boolean attempt(Mail mail, long start) {
        Map<String, List<Mail.Recipient>> byDomain = new LinkedHashMap<>();
        mail.waiting().forEach(one -> byDomain.computeIfAbsent(World.domain(one.address), _ -> new ArrayList<>()).add(one));
        long now = start;
        for (Map.Entry<String, List<Mail.Recipient>> entry : byDomain.entrySet()) {
            now = session(mail, entry.getKey(), entry.getValue(), now) + server.dice.below(400);
        }
        return byDomain.values().stream().flatMap(List::stream).anyMatch(one -> one.fate == Mail.Fate.BOUNCED);
    }

    private long session(Mail mail, String domain, List<Mail.Recipient> to, long start) {
        World.Kind kind = World.kind(domain);
        String mx = "mx." + domain;
        if (kind == World.Kind.NONE) {
            return unreached(mail, "SYSTEM", to, start, "DNS query for MX of '" + domain + "' returned no record");
        }
        String peer = World.remote(domain);
        if (kind == World.Kind.REFUSED || server.down.contains(domain)) {
            String why = kind == World.Kind.REFUSED ? "connection refused" : "connection timed out";
            return unreached(mail, peer, to, start, "could not connect to " + mx + " [" + peer + "]: " + why);
        }
        Talk talk = server.talk('s', peer, start).connected().pause(200);
        switch (kind) {
            case BUSY -> talk.hear("421 4.7.0 " + mx + " Service temporarily unavailable, try again later").pause(50);
            case BLOCKED -> {
                talk.hear("554 5.7.1 " + mx + " Service unavailable; client host blocked for bad reputation").pause(50);
                to.forEach(one -> one.fate = Mail.Fate.BOUNCED);
            }
            default -> dialogue(talk, mail, mx, kind, to);
        }
        if (kind == World.Kind.BUSY || kind == World.Kind.BLOCKED) {
            to.forEach(one -> talk.transfer(mail.sender, one.address, 1, mail.size(), "ERROR", mail.id));
        } else {
            talk.say("QUIT").hear("221 2.0.0 Bye");
        }
        return talk.disconnected().now;
    }

    /** No connection comes about: no greeting, no "Connected". */
    private long unreached(Mail mail, String peer, List<Mail.Recipient> to, long start, String why) {
        Talk talk = server.talk('s', peer, start);
        for (Mail.Recipient one : to) {
            talk.dialogue("Delivery to <" + one.address + "> failed: " + why).pause(30);
            if (server.setup.is("no-mx", "summary")) {
                talk.transfer(mail.sender, one.address, 1, mail.size(), "ERROR", mail.id).pause(30);
            }
        }
        talk.left();
        return talk.now;
    }

    private void dialogue(Talk talk, Mail mail, String mx, World.Kind kind, List<Mail.Recipient> to) {
        talk.hear("220 " + mx + " ESMTP").pause(60).say("EHLO " + World.HOST).pause(120).hear("250-" + mx)
                .extra("<<< 250-SIZE 50000000").extra("<<< 250 ENHANCEDSTATUSCODES").pause(30);
        talk.say("MAIL From:<" + mail.sender + ">").pause(80).hear("250 2.1.0 Ok").pause(20);
        List<Mail.Recipient> taken = new ArrayList<>();
        for (Mail.Recipient one : to) {
            talk.say("RCPT To:<" + one.address + ">").pause(150);
            String answer = answer(mail, kind, one, talk.now);
            talk.hear(answer).pause(20);
            switch (answer.charAt(0)) {
                case '2' -> taken.add(one);
                case '5' -> one.fate = Mail.Fate.BOUNCED;
                default -> {}
            }
        }
        if (taken.isEmpty()) {
            to.forEach(one -> talk.transfer(mail.sender, one.address, 1, 0, "ERROR", mail.id));
            return;
        }
        talk.say("DATA").pause(100).hear("354 End data with <CR><LF>.<CR><LF>").pause(600);
        String verdict = verdict(mail, mx, kind, talk.now);
        talk.hear(verdict).pause(20);
        char first = verdict.charAt(0);
        taken.forEach(one -> one.fate =
                first == '2' ? Mail.Fate.DELIVERED : first == '5' ? Mail.Fate.BOUNCED : Mail.Fate.WAITING);
        talk.transfer(mail.sender, taken.getFirst().address, taken.size(), mail.size(), first == '2' ? "OK" : "ERROR", mail.id);
    }

    private String answer(Mail mail, World.Kind kind, Mail.Recipient to, long now) {
        if (kind == World.Kind.FULL) {
            return "452 4.2.2 <" + to.address + ">: Mailbox is over quota";
        }
        if (to.address.startsWith("nouser")) {
            return "550 5.1.1 <" + to.address + ">: Recipient address rejected: User unknown in virtual mailbox table";
        }
        boolean tooEarly = kind == World.Kind.GREY
                && now - grey.computeIfAbsent(mail.sender + " " + to.address, _ -> now) < GREY_MILLIS;
        return tooEarly
                ? "451 4.7.1 <" + to.address + ">: Recipient address rejected: Greylisted, please try again later"
                : "250 2.1.5 Ok";
    }

    private String verdict(Mail mail, String mx, World.Kind kind, long now) {
        String body = mail.text.body().toLowerCase(Locale.ROOT);
        boolean spam = SPAM_WORDS.stream().anyMatch(body::contains);
        if (spam && kind == World.Kind.FILTER) {
            return "550 5.7.1 [" + mx + "] Message rejected as spam by content filtering";
        }
        return spam && kind == World.Kind.THROTTLE
                ? "451 4.7.650 [" + mx + "] The mail server has been temporarily rate limited due to IP reputation"
                : "250 2.0.0 Ok: queued as " + Long.toString(now, 36).toUpperCase(Locale.ROOT);
    }
}
