// SPDX-License-Identifier: Apache-2.0
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What happens on the server at which moment, and the truth about it. */
final class Story {
    private static final LocalDate BEGIN = LocalDate.of(2026, 11, 9);

    /** One stolen account, and all that was done with it. */
    static final class Breach {
        final String account;
        final String entry;
        final String origin;
        final List<Mail> sent = new ArrayList<>();
        final TreeSet<String> sources = new TreeSet<>();
        final TreeSet<String> guessers = new TreeSet<>();

        private Breach(String account, String entry, String origin) {
            this.account = account;
            this.entry = entry;
            this.origin = origin;
        }
    }

    final Server server;
    final Dice dice;
    final Map<String, Breach> breaches = new LinkedHashMap<>();
    final TreeSet<String> mustClear = new TreeSet<>();
    String origin = "nothing";
    long relayed = -1;
    private final long start;
    private long last;
    private long stop = Long.MAX_VALUE;

    Story(Server server) {
        this.server = server;
        this.dice = new Dice(server.setup.number("seed"));
        this.start = BEGIN.atStartOfDay().toInstant(server.setup.offset()).toEpochMilli();
    }

    /** A moment: day 0 is the first one, the hour may have a fraction. */
    long when(int day, double hour) {
        return start + day * 86_400_000L + (long) (hour * 3_600_000);
    }

    void at(double millis, Runnable act) {
        last = Math.max(last, (long) millis);
        server.at((long) millis, act);
    }

    /** What would come later is not told: somebody took notice. */
    void stop(long millis) {
        stop = millis;
    }

    /** The moment at which the story ends. */
    long end() {
        return Math.min(stop, last + 90 * 60_000L);
    }

    Breach breach(String account, String entry) {
        return breach(account, entry, "account");
    }

    Breach breach(String account, String entry, String origin) {
        this.origin = origin;
        server.accounts.add(account);
        return breaches.computeIfAbsent(account, _ -> new Breach(account, entry, origin));
    }

    /** Sends one message with a stolen password. */
    void steal(Breach breach, String peer, String helo, String sender, List<String> to, Mail.Text text, int keep, long now) {
        breach.sources.add(peer);
        breach.sent.addAll(server.send(now, new Server.Visit(peer, helo, breach.account, "LOGIN", false), sender, to, text, keep));
    }

    void guess(Breach breach, String peer, List<String> passwords, long now) {
        breach.guessers.add(peer);
        server.guess(now, new Server.Visit(peer, "[192.168.1.5]", breach.account, "LOGIN", false), passwords);
    }

    /** What an investigation should answer. */
    String expected(List<String> decoys) {
        List<String> cases = new ArrayList<>();
        breaches.values().stream().filter(one -> !one.sent.isEmpty()).map(this::theft).forEach(cases::add);
        if (cases.isEmpty() && !origin.equals("nothing")) {
            String counted = relayed < 0 ? "" : ", \"messages\": {\"accepted\": " + relayed + "}";
            cases.add("  {\"origin\": " + quoted(origin) + counted + "}");
        }
        mustClear.removeAll(breaches.keySet());
        boolean wrong = List.of("account", "webmail", "relay").contains(origin);
        return "{\n \"origin\": " + quoted(origin) + ",\n \"exit\": " + (wrong ? 3 : 0) + ",\n \"cases\": [\n"
                + String.join(",\n", cases) + "\n ],\n \"mustClear\": " + list(mustClear)
                + ",\n \"decoys\": " + list(decoys)
                + ",\n \"secrets\": [" + quoted("Segreto-") + "]\n}\n";
    }

    private String theft(Breach breach) {
        TreeSet<String> everybody = new TreeSet<>();
        long delivered = 0;
        long deferred = 0;
        long bounced = 0;
        for (Mail mail : breach.sent) {
            for (Mail.Recipient one : mail.recipients) {
                everybody.add(one.address);
                delivered += one.fate == Mail.Fate.DELIVERED ? 1 : 0;
                deferred += one.fate == Mail.Fate.WAITING ? 1 : 0;
                bounced += one.fate == Mail.Fate.BOUNCED ? 1 : 0;
            }
        }
        long outside = everybody.stream().filter(one -> !World.isLocal(one)).count();
        long queued = breach.sent.stream().filter(Mail::isWaiting).count();
        TreeSet<String> guessers = new TreeSet<>(breach.guessers);
        guessers.removeAll(breach.sources);
        return "  {\n   \"origin\": " + quoted(breach.origin) + ",\n   \"account\": " + quoted(breach.account) + ",\n   \"entry\": "
                + quoted(breach.entry) + ",\n   \"messages\": {\"accepted\": " + breach.sent.size() + ", \"recipients\": "
                + everybody.size() + ", \"externalRecipients\": " + outside + ", \"delivered\": " + delivered + ", \"deferred\": "
                + deferred + ", \"bounced\": " + bounced + ", \"queued\": " + queued + "},\n   \"sources\": " + list(breach.sources)
                + ",\n   \"guessers\": " + list(guessers) + "\n  }";
    }

    private static String list(Iterable<String> words) {
        List<String> quoted = new ArrayList<>();
        words.forEach(one -> quoted.add(quoted(one)));
        return "[" + String.join(", ", quoted) + "]";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
