// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.server.Log;
import argine.server.Reading;
import argine.server.Servers;
import argine.server.log.FileLog;
import argine.server.log.LogFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A log that tells what a test says happened, in the words of Postfix and Dovecot, and read by the
 * real reader.
 *
 * <p>The domain {@code x.test} is local; all others are far away. A recipient's own name says what
 * becomes of it: {@code ghost*} does not exist, {@code picky*} refuses for spam, {@code slow*} is
 * greylisted once and then taken, and nobody at {@code down.test} can be reached. Day 1 is a
 * Monday.
 */
public final class Story {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int MANAGER = 700;
    private static final String LOCAL = "x.test";

    private record Line(long millis, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private long now = START.toEpochMilli();
    private int processes = 1000;
    private long messages = 0x3A259282AE4L;
    private int sessions;
    private boolean withoutDovecot;

    /** The morning of a day; the first is day 1. */
    public Story day(int day) {
        now = START.toEpochMilli() + (day - 1) * 86_400_000L;
        return this;
    }

    /** A time of that day, such as {@code 09:10}. */
    public Story at(String time) {
        int minutes =
                Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
        long today = Math.floorDiv(now, 86_400_000L) * 86_400_000L;
        now = today + minutes * 60_000L;
        return this;
    }

    public Story later(int seconds) {
        now += seconds * 1000L;
        return this;
    }

    /** From here on, and before, Dovecot's lines are not written. */
    public Story withoutDovecot() {
        withoutDovecot = true;
        lines.removeIf(line -> line.text.startsWith("mx dovecot: "));
        return this;
    }

    /** Takes away what a program has written so far: the log was filtered. */
    public void without(String program) {
        lines.removeIf(line -> line.text.startsWith("mx " + program + "["));
    }

    /** The time it is in the story, in microseconds. */
    public long micros() {
        return now * 1000;
    }

    /** A line as it stands, of any program: the way in for forgers. */
    public Story line(String program, int process, String text) {
        now++;
        lines.add(new Line(now, "mx " + program + "[" + process + "]: " + text));
        return this;
    }

    /** The owner reads mail: a login, and 40 kB that are read. */
    public Story reads(String account, String ip) {
        return reads(account, ip, 40_000);
    }

    public Story reads(String account, String ip, long bytes) {
        String session = "S" + ++sessions;
        String user = account.replace("\n", "");
        dovecot(
                "imap-login: Login: user=<%s>, method=PLAIN, rip=%s, lip=192.0.2.1, mpid=9, TLS, session=<%s>"
                        .formatted(user, ip, session));
        return dovecot(
                "imap(%s)<9><%s>: Disconnected: Logged out in=900 out=%d deleted=0 expunged=0"
                        .formatted(user, session, bytes));
    }

    /** Filter rules are opened. */
    public Story opensRules(String account, String ip) {
        return dovecot(
                "managesieve-login: Login: user=<%s>, method=PLAIN, rip=%s, lip=192.0.2.1, mpid=9, TLS, session=<S%d>"
                        .formatted(account, ip, ++sessions));
    }

    /** A wrong password for the mailbox. */
    public Story failsToRead(String account, String ip) {
        return dovecot(
                "imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<%s>, method=PLAIN, rip=%s, lip=192.0.2.1, TLS, session=<S%d>"
                        .formatted(account, ip, ++sessions));
    }

    public Story dovecot(String text) {
        now++;
        if (!withoutDovecot) {
            lines.add(new Line(now, "mx dovecot: " + text));
        }
        return this;
    }

    /** A wrong password at the door of SMTP. */
    public Story fails(String account, String ip) {
        int process = ++processes;
        String door = "postfix/submission/smtpd";
        line(door, process, "connect from unknown[%s]".formatted(ip));
        line(
                door,
                process,
                "warning: unknown[%s]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=%s"
                        .formatted(ip, account));
        return line(
                door,
                process,
                "disconnect from unknown[%s] ehlo=1 auth=0/1 commands=1/2".formatted(ip));
    }

    public Story fails(String account, String ip, int times) {
        for (int i = 0; i < times; i++) {
            fails(account, ip).later(5);
        }
        return this;
    }

    /** A login that sends nothing: the password is checked. */
    public Story checks(String ip) {
        int process = ++processes;
        String door = "postfix/submission/smtpd";
        line(door, process, "connect from unknown[%s]".formatted(ip));
        return line(
                door,
                process,
                "disconnect from unknown[%s] ehlo=2 starttls=1 auth=1 quit=1 commands=5"
                        .formatted(ip));
    }

    /** A message of an account under its own name. */
    public Story sends(String account, String ip, String... to) {
        return sends(Mail.by(account, ip).to(to));
    }

    /** A message and all that becomes of it. */
    public Story sends(Mail mail) {
        String id = accepts(mail);
        return settles(id, mail.sender(), mail.to());
    }

    /** A message comes in and becomes active; what becomes of it is told apart. Returns its ID. */
    public String accepts(Mail mail) {
        String id = newId();
        int process = ++processes;
        String door = doorOf(mail.service());
        String client = mail.clientName() + "[" + mail.ip() + "]";
        line(door, process, "connect from " + client);
        String login =
                mail.account().isEmpty()
                        ? ""
                        : ", sasl_method=PLAIN, sasl_username=" + mail.account();
        line(door, process, id + ": client=" + client + login);
        named(id, mail.messageId().isEmpty() ? id + "@host-" + mail.ip() : mail.messageId());
        active(id, mail.sender(), sizeOf(mail), mail.to().size());
        line(
                door,
                process,
                "disconnect from %s ehlo=1 %smail=1 rcpt=%d data=1 quit=1 commands=5"
                        .formatted(client, login.isEmpty() ? "" : "auth=1 ", mail.to().size()));
        return id;
    }

    /** No two messages of people are equally long. */
    private int sizeOf(Mail mail) {
        return mail.size() > 0 ? mail.size() : 1500 + (int) (messages / 0x11 * 7919 % 20_011);
    }

    private static String doorOf(String service) {
        return service.equals("smtp") ? "postfix/smtpd" : "postfix/" + service + "/smtpd";
    }

    /** A program of this host sends through {@code sendmail}. */
    public Story picksUp(int uid, String sender, String... to) {
        String id = newId();
        line("postfix/pickup", 701, id + ": uid=" + uid + " from=<" + sender + ">");
        named(id, id + "@mx.x.test");
        active(id, sender, 3000, to.length);
        return settles(id, sender, List.of(to));
    }

    /** The message goes through a content filter on this host and out under a second ID. */
    public Story filtered(Mail mail) {
        String first = accepts(mail);
        String second = newId();
        int process = ++processes;
        String door = "postfix/10025/smtpd";
        line(door, process, "connect from localhost[127.0.0.1]");
        line(door, process, second + ": client=localhost[127.0.0.1]");
        named(second, mail.messageId().isEmpty() ? first + "@host-" + mail.ip() : mail.messageId());
        active(second, mail.sender(), sizeOf(mail) + 300, mail.to().size());
        line(
                door,
                process,
                "disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 commands=4");
        for (String recipient : mail.to()) {
            line(
                    "postfix/smtp",
                    710,
                    ("%s: to=<%s>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0.1/0/0/0.9, dsn=2.0.0, "
                                    + "status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as %s)")
                            .formatted(first, recipient, second));
        }
        removed(first);
        return settles(second, mail.sender(), mail.to());
    }

    public Story named(String id, String messageId) {
        return line("postfix/cleanup", 702, id + ": message-id=<" + messageId + ">");
    }

    public Story active(String id, String sender, int size, int recipients) {
        return line(
                "postfix/qmgr",
                MANAGER,
                "%s: from=<%s>, size=%d, nrcpt=%d (queue active)"
                        .formatted(id, sender, size, recipients));
    }

    public Story removed(String id) {
        return line("postfix/qmgr", MANAGER, id + ": removed");
    }

    /** Each recipient gets what its name says; then the message is gone, or waits. */
    public Story settles(String id, String sender, List<String> to) {
        boolean bounced = false;
        boolean waits = false;
        for (String recipient : to) {
            bounced |= bounces(recipient);
            waits |= recipient.endsWith("@down.test");
            answers(id, recipient);
        }
        if (bounced && !sender.isEmpty()) {
            notice(id, sender);
        }
        if (waits) {
            return this;
        }
        return removed(id);
    }

    private static boolean bounces(String recipient) {
        return recipient.startsWith("ghost") || recipient.startsWith("picky");
    }

    private void answers(String id, String to) {
        if (to.endsWith("@" + LOCAL)) {
            line(
                    "postfix/lmtp",
                    703,
                    "%s: to=<%s>, relay=mx.x.test[private/dovecot-lmtp], delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (250 2.0.0 <%s> Saved)"
                            .formatted(id, to, to));
        } else if (to.startsWith("ghost")) {
            remote(
                    id,
                    to,
                    "5.1.1",
                    "bounced (host mx.far.test[198.51.100.25] said: 550 5.1.1 <%s>: Recipient address rejected: User unknown (in reply to RCPT TO command))"
                            .formatted(to));
        } else if (to.startsWith("picky")) {
            remote(
                    id,
                    to,
                    "5.7.1",
                    "bounced (host mx.far.test[198.51.100.25] said: 550 5.7.1 Message refused as spam (in reply to end of DATA command))");
        } else if (to.endsWith("@down.test")) {
            defers(id, to);
        } else {
            if (to.startsWith("slow")) {
                greylists(id, to);
            }
            sent(id, to);
        }
    }

    public Story sent(String id, String to) {
        return remote(id, to, "2.0.0", "sent (250 2.0.0 Ok)");
    }

    /** Put off because nobody answers there. */
    public Story defers(String id, String to) {
        return line(
                "postfix/smtp",
                704,
                "%s: to=<%s>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to mx.down.test[198.51.100.99]:25: Connection timed out)"
                        .formatted(id, to));
    }

    public Story greylists(String id, String to) {
        return remote(
                id,
                to,
                "4.2.0",
                "deferred (host mx.far.test[198.51.100.25] said: 450 4.2.0 Greylisted, come back later (in reply to RCPT TO command))");
    }

    public Story remote(String id, String to, String dsn, String status) {
        return line(
                "postfix/smtp",
                704,
                "%s: to=<%s>, relay=mx.far.test[198.51.100.25]:25, delay=0.5, delays=0.1/0/0.2/0.2, dsn=%s, status=%s"
                        .formatted(id, to, dsn, status));
    }

    /** The server tells the sender that a message could not be delivered. */
    public Story notice(String id, String sender) {
        String notice = newId();
        named(notice, notice + "@mx.x.test");
        line("postfix/bounce", 705, id + ": sender non-delivery notification: " + notice);
        active(notice, "", 5000, 1);
        answers(notice, sender);
        return removed(notice);
    }

    /** An ID that no message has had. */
    public String newId() {
        messages += 0x11;
        return Long.toHexString(messages).toUpperCase(Locale.ROOT);
    }

    /** The ID that was given last. */
    public String lastId() {
        return Long.toHexString(messages).toUpperCase(Locale.ROOT);
    }

    /** The log as text, in order of time. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.stream()
                .sorted(Comparator.comparingLong(Line::millis))
                .forEach(
                        line ->
                                text.append(STAMP.format(Instant.ofEpochMilli(line.millis)))
                                        .append(' ')
                                        .append(line.text)
                                        .append('\n'));
        return text.toString();
    }

    /** The log without what was written before a day: rotated away. */
    public Story onlyFrom(int day, String time) {
        day(day).at(time);
        lines.removeIf(line -> line.millis < now);
        return this;
    }

    /** The log as the real reader reads it. */
    public Log log() {
        return new Log() {
            @Override
            public Reading read(Sink sink) throws IOException {
                byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
                LogFiles files =
                        LogFiles.of(
                                List.of(Path.of("-")),
                                ZoneOffset.UTC,
                                new ByteArrayInputStream(bytes));
                Clock clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
                return new FileLog(
                                files, Servers.readers(), clock, Optional.empty(), Optional.empty())
                        .read(sink);
            }
        };
    }
}
