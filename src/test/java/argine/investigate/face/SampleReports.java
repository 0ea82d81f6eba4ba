// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Case.Evidence;
import argine.investigate.Case.Hour;
import argine.investigate.Case.Line;
import argine.investigate.Case.Messages;
import argine.investigate.Case.Moment;
import argine.investigate.Case.Source;
import argine.investigate.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports as an investigation could give them, for tests: one of each kind, and a hostile one. */
public final class SampleReports {
    /** 08:28:01 in Rome. */
    public static final Instant START = Instant.parse("2025-11-24T07:28:01Z");

    private static final Messages NONE = new Messages(0, 0, 0, 0, 0, 0, 0, 0);

    private SampleReports() {}

    /** A guessed password, 300 messages, 41 addresses in 14 networks. */
    public static Report breach() {
        return report("account", 3, List.of(guessed()));
    }

    /** Two breached accounts and a backscatter. */
    public static Report several() {
        Case bianchi =
                small(
                        "account",
                        "bianchi@example.org",
                        new Messages(40, 41, 40, 30, 0, 11, 0, 80_000));
        return report("account", 3, List.of(guessed(), bianchi, backscatter().cases().getFirst()));
    }

    public static Report backscatter() {
        return report("backscatter", 0, List.of(small("backscatter", "anna@example.org", NONE)));
    }

    public static Report of(String origin, int exit) {
        return report(
                origin,
                exit,
                List.of(
                        small(
                                origin,
                                "rossi@example.org",
                                new Messages(300, 900, 890, 512, 88, 300, 17, 1_234_567))));
    }

    public static Report nothing() {
        return report("nothing", 0, List.of());
    }

    /** Nobody is accused, and one account could not be cleared. */
    public static Report unclear() {
        Report calm = nothing();
        return new Report(
                calm.origin(),
                calm.because(),
                calm.exit(),
                calm.cases(),
                List.of(
                        new Report.Unclear(
                                "bruno@example.org",
                                List.of(
                                        new Evidence(
                                                "remote",
                                                "strong",
                                                "NoSuchRecipients",
                                                "10 of 16 recipients do not exist",
                                                List.of(
                                                        new Line(
                                                                "mail.log",
                                                                7,
                                                                600,
                                                                "Nov 24 08:28:01 mx postfix/smtp[1]: 4XyZ: to=<x@y.test>")))))),
                calm.cleared(),
                calm.refusedBy(),
                calm.read());
    }

    public static Report report(String origin, int exit, List<Case> cases) {
        return new Report(
                origin,
                exit == 3
                        ? "The account logs in from networks it never used, and sends to strangers."
                        : "Nothing points to a stolen password.",
                exit,
                cases,
                List.of(),
                cleared(),
                List.of(),
                read());
    }

    /** A case with nothing known but its origin, its account and how far it reached. */
    public static Case small(String origin, String account, Messages messages) {
        return new Case(
                "case-2",
                origin,
                account,
                "",
                "",
                "Bounces for message IDs that this server never gave.",
                0.85,
                "likely",
                "unknown",
                "",
                List.of("remote"),
                Optional.of(START),
                Optional.of(START.plusSeconds(4331)),
                messages,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of("gmail.com", 80L),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** The same, by four weak signs alone. */
    static Case hinted(Case one) {
        List<Evidence> hints =
                List.of("login", "login", "envelope", "remote").stream()
                        .map(kind -> new Evidence(kind, "weak", "", "unusual", List.of()))
                        .toList();
        return new Case(
                one.id(),
                one.origin(),
                one.account(),
                one.program(),
                one.sender(),
                one.because(),
                0.88,
                one.grade(),
                one.entry(),
                one.entryBecause(),
                List.of("login", "envelope", "remote"),
                one.firstSeen(),
                one.lastSeen(),
                one.messages(),
                one.sources(),
                one.ownSources(),
                one.alsoTouched(),
                hints,
                one.timeline(),
                one.hours(),
                one.byStatus(),
                one.topDomains(),
                one.senders(),
                one.campaigns(),
                one.mailbox(),
                one.next(),
                one.guessers());
    }

    public static Case guessed() {
        return new Case(
                "case-1",
                "account",
                "rossi@example.org",
                "",
                "",
                "Logins from 14 foreign networks, then mail to 900 strangers.",
                0.994,
                "proved",
                "guessed",
                "118 failed logins from 203.0.113.0/24 in the 50 minutes before the first success.",
                List.of("login", "envelope", "remote"),
                Optional.of(START),
                Optional.of(START.plusSeconds(31_331)),
                new Messages(300, 900, 890, 512, 88, 300, 17, 1_234_567),
                sources(),
                List.of(own()),
                List.of("bianchi@example.org", "info@example.org"),
                evidence(),
                timeline(),
                nineHours(),
                statuses(),
                counts("gmail.com", 412, "libero.it", 133, "yahoo.com", 96, "example.com", 12),
                counts("winner@lottery.test", 210, "rossi@example.org", 90),
                List.of(
                        new Case.Campaign(
                                "Your parcel is waiting: confirm the delivery fee", 280, 860),
                        new Case.Campaign("Hallo, \u00e8 urgente", 20, 40)),
                Optional.of(new Case.Mailbox(true, 2, 34_567, List.of("192.0.2.0/24"))),
                List.of(
                        "argine sweep rossi@example.org",
                        "argine contain rossi@example.org",
                        "argine audit --account rossi@example.org"),
                List.of());
    }

    private static Map<String, Long> statuses() {
        return counts("2.0.0", 512, "5.1.1", 210, "4.7.1", 88, "5.7.1", 61, "5.4.4", 29);
    }

    private static Map<String, Long> counts(Object... pairs) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            counts.put((String) pairs[i], ((Integer) pairs[i + 1]).longValue());
        }
        return counts;
    }

    private static Source own() {
        return new Source(
                "198.51.100.20",
                "198.51.100.0/24",
                12,
                40,
                1,
                "IT",
                "Example Fibra",
                Optional.of(START.minusSeconds(900_000)),
                Optional.of(START));
    }

    private static List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            int net = i % 14;
            String prefix = net == 0 ? "203.0.113." : "192.0." + (2 + net * 7) + ".";
            sources.add(
                    new Source(
                            prefix + (9 + i),
                            prefix + "0/24",
                            i == 0 ? 60 : 6,
                            i == 0 ? 31 : 2,
                            i == 0 ? 118 : 0,
                            net % 3 == 0 ? "NL" : "BR",
                            net % 3 == 0 ? "Example Hosting B.V." : "Example Telecom",
                            Optional.of(START.plusSeconds(i * 60L)),
                            Optional.of(START.plusSeconds(3000 + i))));
        }
        return sources;
    }

    private static List<Evidence> evidence() {
        Line login =
                new Line(
                        "/var/log/mail.log",
                        20_481,
                        3_402_113,
                        "Nov 24 08:28:01 mx postfix/submission/smtpd[812]: 4XyZ12bcdfghz: client=unknown[203.0.113.9], sasl_method=LOGIN, sasl_username=rossi@example.org");
        Line failed =
                new Line(
                        "/var/log/mail.log",
                        20_103,
                        3_341_870,
                        "Nov 24 08:02:44 mx postfix/submission/smtpd[799]: warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=rossi@example.org");
        Line bounce =
                new Line(
                        "/var/log/mail.log",
                        20_977,
                        3_480_012,
                        "Nov 24 08:31:12 mx postfix/smtp[901]: 4XyZ12bcdfghz: to=<xk3@example.com>, relay=mx.example.com[192.0.2.25]:25, delay=3.1, delays=0.1/0/1.2/1.8, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.25] said: 550 5.1.1 <xk3@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command))");
        return List.of(
                new Evidence(
                        "login",
                        "strong",
                        "FailuresThenSuccess",
                        "118 failed logins and then a success, from 203.0.113.0/24.",
                        List.of(failed, login, login)),
                new Evidence(
                        "envelope",
                        "strong",
                        "Strangers",
                        "890 of 900 recipients were never written to before; the account's own most is 4 a day.",
                        List.of(login)),
                new Evidence(
                        "remote",
                        "weak",
                        "InventedRecipients",
                        "33.3% of the recipients do not exist.",
                        List.of(bounce)));
    }

    private static List<Moment> timeline() {
        return List.of(
                new Moment(START.minusSeconds(3000), "first failed login, from 203.0.113.9"),
                new Moment(START, "first login from a foreign network: 203.0.113.9"),
                new Moment(START.plusSeconds(40), "test message to winner@lottery.test"),
                new Moment(START.plusSeconds(120), "first spam"),
                new Moment(START.plusSeconds(191), "first remote refusal: 550 5.1.1"),
                new Moment(START.plusSeconds(31_331), "last spam accepted"));
    }

    private static List<Hour> nineHours() {
        long[][] sums = {
            {4, 9, 1, 2},
            {21, 50, 4, 9},
            {58, 130, 9, 35},
            {71, 140, 14, 59},
            {62, 92, 20, 74},
            {39, 51, 17, 55},
            {24, 22, 12, 38},
            {15, 13, 8, 20},
            {6, 5, 3, 8}
        };
        List<Hour> hours = new ArrayList<>();
        Instant first = START.minusSeconds(START.getEpochSecond() % 3600);
        for (int i = 0; i < sums.length; i++) {
            hours.add(
                    new Hour(
                            first.plus(Duration.ofHours(i)),
                            sums[i][0],
                            sums[i][1],
                            sums[i][2],
                            sums[i][3]));
        }
        return hours;
    }

    /** So many hours, busy in the middle. */
    public static List<Hour> hours(int count) {
        List<Hour> hours = new ArrayList<>();
        Instant first = START.minusSeconds(START.getEpochSecond() % 3600);
        for (int i = 0; i < count; i++) {
            long n = 3 + 37L * Math.min(i, count - i) * (7 + i % 5) / Math.max(1, count);
            hours.add(new Hour(first.plus(Duration.ofHours(i)), n, n * 2, n / 3, n));
        }
        return hours;
    }

    private static List<Report.Cleared> cleared() {
        return List.of(
                new Report.Cleared(
                        "news@example.org",
                        "newsletter",
                        "4,812 recipients every Monday for 9 weeks, always from 198.51.100.7, 2.1% bounced."),
                new Report.Cleared(
                        "verdi@example.org",
                        "traveller",
                        "two new networks, no mail to strangers, mailbox read from there as well."));
    }

    private static Report.Read read() {
        return new Report.Read(
                12_345,
                123,
                317,
                Optional.of(START.minusSeconds(86_400)),
                Optional.of(START.plusSeconds(50_000)),
                List.of(
                        "The log starts 25 hours before the first failure: habits are little known."),
                List.of(
                        new Report.File("/var/log/mail.log", 3_900_112, 9_345),
                        new Report.File("/var/log/mail.log.1.gz", 412_008, 3_000)),
                List.of(
                        new Report.Shape(
                                "postfix/anvil: statistics: max connection rate #/# for (#) at #",
                                88,
                                "statistics: max connection rate 3/60s"),
                        new Report.Shape("dovecot: stats: #", 35, "dovecot: stats: 12")),
                "",
                "",
                "");
    }
}
