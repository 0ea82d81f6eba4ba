// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Imitates IceWarp as far as its log and its queue show: takes mail, asks for logins, delivers, tries again.
 *
 * <p>Sessions are written ahead at the moment they begin, so no line is ever earlier than what was written before.
 */
final class Server {
    private static final int[] RETRY_MINUTES = {2, 10, 38, 70, 120, 120, 120, 120};
    private static final long GIVE_UP = 6 * 86_400_000L;
    private static final long IDLE = 20_000;

    /** Who comes in, from where, and how they log in; nobody's account is empty. */
    record Visit(String peer, String helo, String account, String mechanism, boolean tls) {
        static Visit stranger(String peer, String helo) {
            return new Visit(peer, helo, "", "", false);
        }
    }

    private record Event(long millis, long number, Runnable act) {}

    private static final class Session {
        private final Talk talk;
        private int messages;

        private Session(Talk talk) {
            this.talk = talk;
        }
    }

    final Setup setup;
    final Stamps stamps;
    final Logs logs;
    final Dice dice;
    final Set<String> accounts = new HashSet<>();
    final Set<String> trusted = new HashSet<>();
    final Set<String> down = new HashSet<>();
    final Map<String, Integer> perMinute = new HashMap<>();
    final Map<String, Mail> queue = new LinkedHashMap<>();
    private final Ids ids;
    private final Threads threads;
    private final Delivery delivery;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.millis != b.millis ? Long.compare(a.millis, b.millis) : Long.compare(a.number, b.number));
    private final Map<String, Session> kept = new LinkedHashMap<>();
    private final Map<String, Integer> sentThisMinute = new HashMap<>();
    private long limitedMinute;
    private long number;

    Server(Setup setup, Stamps stamps, Logs logs) {
        this.setup = setup;
        this.stamps = stamps;
        this.logs = logs;
        this.dice = new Dice(setup.number("seed") * 31 + 7);
        this.ids = new Ids(setup, stamps);
        this.threads = new Threads((int) setup.number("thread-digits"));
        this.delivery = new Delivery(this);
    }

    void at(long millis, Runnable act) {
        events.add(new Event(millis, number++, act));
    }

    /** Lets everything happen that is due before a moment. */
    void until(long millis) {
        while (!events.isEmpty() && events.peek().millis < millis) {
            Event next = events.poll();
            logs.until(next.millis);
            next.act.run();
        }
        logs.until(millis);
    }

    Talk talk(char service, String peer, long start) {
        return new Talk(logs, setup, dice, service, peer, threads.take(start), start);
    }

    String login(String account) {
        return setup.is("login", "user") ? World.user(account) : account;
    }

    static String password(String account) {
        return "Segreto-" + World.user(account) + "-77";
    }

    // ------------------------------------------------------------------------------------------- mail comes in

    /** Brings one message by SMTP, in a session that may stay open for more; returns it if it was taken. */
    List<Mail> send(long start, Visit visit, String sender, List<String> to, Mail.Text text, int keep) {
        String key = visit.peer + " " + visit.account;
        Session session = kept.computeIfAbsent(key, _ -> new Session(open(start, visit)));
        Talk talk = session.talk;
        talk.now = Math.max(talk.now, start);
        List<Mail> taken = transaction(talk, visit, sender, to, text);
        int messages = ++session.messages;
        if (messages >= keep) {
            close(key, talk.pause(300).now);
        } else {
            at(talk.now + IDLE, () -> closeIfIdle(key, session, messages));
        }
        return taken;
    }

    private void closeIfIdle(String key, Session session, int messages) {
        if (kept.get(key) == session && session.messages == messages) {
            close(key, session.talk.now + IDLE);
        }
    }

    private void close(String key, long end) {
        Session session = kept.remove(key);
        Talk talk = session.talk;
        talk.now = Math.max(talk.now, end);
        talk.hear("QUIT").say("221 2.0.0 " + World.HOST + " closing connection").disconnected();
    }

    /** All sessions that are still open end. */
    void hangUp(long end) {
        List.copyOf(kept.keySet()).forEach(key -> close(key, end));
    }

    private Talk open(long start, Visit visit) {
        Talk talk = greeted(start, visit.peer);
        hello(talk, visit);
        if (visit.tls) {
            talk.hear("STARTTLS").say("220 2.0.0 Ready to start TLS").pause(150);
            hello(talk, visit);
        }
        if (!visit.account.isEmpty()) {
            Login.write(this, talk, visit.mechanism, login(visit.account), password(visit.account));
            talk.say("235 2.0.0 Authentication successful").pause(80);
        }
        return talk;
    }

    private Talk greeted(long start, String peer) {
        Talk talk = talk('s', peer, start).connected();
        return talk.say("220 " + World.HOST + " ESMTP " + setup.version() + "; " + stamps.rfc(talk.now)).pause(200);
    }

    private void hello(Talk talk, Visit visit) {
        talk.hear("EHLO " + visit.helo)
                .say("250-" + World.HOST + " Hello " + visit.helo + " [" + visit.peer + "], pleased to meet you.")
                .extra(">>> 250-AUTH PLAIN LOGIN DIGEST-MD5 CRAM-MD5")
                .extra(">>> 250 SIZE 31457280")
                .pause(120);
    }

    private List<Mail> transaction(Talk talk, Visit visit, String sender, List<String> to, Mail.Text text) {
        boolean mayRelay = !visit.account.isEmpty() || trusted.contains(visit.peer);
        talk.hear("MAIL FROM:<" + sender + ">" + (visit.tls ? " SIZE=" + (900 + text.body().length()) : "")).pause(40);
        talk.say("250 2.1.0 <" + sender + ">... Sender ok").pause(60);
        List<String> accepted = new ArrayList<>();
        for (String one : to) {
            talk.hear("RCPT TO:<" + one + ">").pause(30);
            String reply = reply(one, mayRelay);
            talk.say(reply).pause(40);
            if (reply.startsWith("250")) {
                accepted.add(one);
            }
        }
        if (accepted.isEmpty()) {
            return List.of();
        }
        talk.hear("DATA").say("354 Enter mail, end with \".\" on a line by itself").pause(900);
        return List.of(take(talk, visit, sender, accepted, text));
    }

    private String reply(String recipient, boolean mayRelay) {
        if (!World.isLocal(recipient)) {
            return mayRelay
                    ? "250 2.1.5 <" + recipient + ">... Recipient ok; will forward"
                    : "550 5.7.1 <" + recipient + ">... we do not relay";
        }
        return accounts.contains(recipient)
                ? "250 2.1.5 <" + recipient + ">... Recipient ok"
                : "550 5.1.1 <" + recipient + "> User unknown; rejecting";
    }

    private Mail take(Talk talk, Visit visit, String sender, List<String> to, Mail.Text text) {
        String id = ids.next(talk.now, queue.keySet());
        Mail mail = new Mail(id, talk.now, sender, new Mail.Arrival(visit.peer, visit.helo, visit.account, visit.tls), text, to);
        if (visit.account.isEmpty()) {
            boolean spam = text.body().contains("http://win.");
            talk.line('a', id + " '<" + sender + ">' '<" + to.getFirst() + ">' " + to.size() + " score "
                    + (spam ? "10.00 reason [SpamAssassin=10.00,Bayes=99.99,Body=PE] action SPAM"
                            : "0.20 reason [SpamAssassin=0.20] action NONE"));
        }
        talk.say("250 2.6.0 " + mail.size() + " bytes received in 00:00:0" + dice.below(2) + "; Message id " + id
                + " accepted for delivery");
        talk.transfer(sender, to.getFirst(), to.size(), mail.size(), "OK", id).pause(50);
        for (Mail.Recipient one : mail.recipients) {
            one.fate = World.isLocal(one.address) ? Mail.Fate.DELIVERED : Mail.Fate.WAITING;
        }
        if (mail.isWaiting()) {
            enqueue(mail, talk.now + 300 + dice.below(6000));
        }
        return mail;
    }

    private void enqueue(Mail mail, long first) {
        queue.put(mail.id, mail);
        at(first, () -> attempt(mail, first));
    }

    // ------------------------------------------------------------------------------------------- logins without mail

    /** Wrong passwords in one session. */
    void guess(long start, Visit visit, List<String> passwords) {
        Talk talk = greeted(start, visit.peer);
        hello(talk, visit);
        for (String password : passwords) {
            Login.write(this, talk, visit.mechanism, login(visit.account), password);
            talk.pause(700).say("501 5.7.0 Authentication failed").pause(500);
        }
        if (dice.chance(0.5)) {
            talk.hear("QUIT").say("221 2.0.0 " + World.HOST + " closing connection");
        }
        talk.disconnected();
    }

    /** Somebody reads their mail, or tries to. */
    void mailbox(long start, String account, String peer, String password) {
        boolean right = password.equals(password(account)) && accounts.contains(account);
        boolean pop = Math.floorMod(World.user(account).length(), 3) == 0;
        Talk talk = talk(pop ? 'p' : 'm', peer, start).connected();
        String shown = setup.is("secrets", "shown") ? password : "***";
        if (pop) {
            Mailbox.pop(this, talk, login(account), shown, right);
        } else {
            Mailbox.imap(this, talk, login(account), shown, right);
        }
        talk.disconnected();
    }

    // ------------------------------------------------------------------------------------------- mail goes out

    private void attempt(Mail mail, long start) {
        if (start - mail.arrived > GIVE_UP) {
            queue.remove(mail.id);
            return;
        }
        boolean bounced = mail.held = isLimited(mail, start);
        if (!mail.held) {
            bounced = delivery.attempt(mail, start);
        }
        mail.attempts++;
        if (mail.isWaiting()) {
            long next = start + RETRY_MINUTES[Math.min(mail.attempts, RETRY_MINUTES.length) - 1] * 60_000L + dice.below(20_000);
            at(next, () -> attempt(mail, next));
        } else {
            queue.remove(mail.id);
        }
        if (bounced && !mail.held && !mail.sender.isEmpty() && !World.isLocal(mail.sender)) {
            notice(mail, start + 2000 + dice.below(2000));
        }
    }

    /** A limit per minute and domain holds mail back without a session, and so without a line. */
    private boolean isLimited(Mail mail, long start) {
        if (start / 60_000 != limitedMinute) {
            limitedMinute = start / 60_000;
            sentThisMinute.clear();
        }
        String domain = World.domain(mail.waiting().getFirst().address);
        Integer most = perMinute.get(domain);
        return most != null && sentThisMinute.merge(domain, 1, Integer::sum) > most;
    }

    /** Tells a sender elsewhere that their message did not arrive; one of this house finds it in the mailbox. */
    private void notice(Mail about, long start) {
        Mail.Text text = new Mail.Text("MAILER-DAEMON@" + World.HOST, "Delivery failure", "The message " + about.id
                + " could not be delivered.", World.HOST);
        enqueue(new Mail(ids.next(start, queue.keySet()), start, "", Mail.Arrival.INSIDE, text, List.of(about.sender)), start + 500);
    }
}
