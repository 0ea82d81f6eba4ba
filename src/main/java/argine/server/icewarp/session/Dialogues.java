// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.server.Log;
import argine.server.log.Clients;
import argine.server.log.LogFile;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Joins lines to sessions, in the order of the log, and tells what each session did.
 *
 * <p>A session is a peer and a thread, from {@code Connected} to {@code Disconnected}; threads come
 * again, so it also ends when the same pair connects anew or was silent for an hour, by the time of
 * its own service: others may be read far ahead of it. Memory grows with sessions that are open,
 * never with lines.
 */
public final class Dialogues {
    private static final long HOUR = 3_600_000_000L;
    private static final long BETWEEN_SWEEPS = HOUR / 12;
    private static final int MAX_OPEN = 200_000;

    /** Beyond the bound, sessions end that have said nothing for this long. */
    private static final long A_WHILE = 10_000_000L;

    private static final int FIRST_NUMBER = 2;
    private static final int GREETING = 220;

    /** So many logs may be read in turn. */
    private static final int MAX_DAYS = 64;

    private ZoneId zone;
    private boolean zoneKnown;
    private final ServerZone ahead = new ServerZone();
    private final Clock clock;
    private final Clients clients = new Clients();
    private final Addresses addresses = new Addresses();
    private final SummaryReader summaries = new SummaryReader(addresses);
    private final LongTable<Dialogue> open = new LongTable<>();
    private final Teller teller;
    private final Noticed noticed = new Noticed();
    private final ServerSide server;
    private final ClientSide client;
    private final MailboxSide mailbox;
    private final Remarks remarks;
    private final SequencedMap<String, LineStamp.DayClock> days =
            new LinkedHashMap<>(MAX_DAYS, 0.75f, true);
    private final Map<String, Long> nextSweeps = new HashMap<>();
    private String file = "";
    private LineStamp.DayClock day;
    private char letter = LogName.SMTP;
    private int count = FIRST_NUMBER;
    private String writer = String.valueOf(LogName.SMTP);
    private long nextSweep = Long.MIN_VALUE;
    private long lastKey;
    private @Nullable Dialogue last;

    /** Tells what happened from {@code since} on and before {@code until}. */
    public Dialogues(Clock clock, Optional<Instant> since, Optional<Instant> until, Logins logins) {
        this.clock = clock;
        this.zone = logins.zone().orElse(clock.getZone());
        this.day = new LineStamp.DayClock(zone, LocalDate.EPOCH);
        this.teller = new Teller(since, until);
        Messages messages = new Messages(teller, logins.seen());
        this.server = new ServerSide(teller, messages, noticed, logins, addresses);
        this.client = new ClientSide(messages, addresses);
        this.mailbox = new MailboxSide(teller, noticed, logins);
        this.remarks = new Remarks(teller, messages);
    }

    /**
     * The lines of a file follow, maybe of one that was read before, up to where they begin; {@code
     * first} when they are its first.
     */
    void begin(LogFile next, boolean first, Log.Sink sink) {
        Optional<LogName> name = LogName.of(next.name());
        if (first || !next.name().equals(file)) {
            file = next.name();
            LocalDate written = LocalDate.ofInstant(next.year(clock), zone);
            day = day(name.map(LogName::day).orElse(written), first);
            letter = name.map(LogName::letter).orElse(LogName.SMTP);
            nextSweeps.put(writer, nextSweep);
            writer = name.map(LogName::writer).orElse(String.valueOf(LogName.SMTP));
            nextSweep = nextSweeps.getOrDefault(writer, Long.MIN_VALUE);
        }
        teller.begin(sink, name.map(LogName::server).orElse(""));
    }

    /** Tells the day of the file's lines, by those before them too. */
    private LineStamp.DayClock day(LocalDate named, boolean first) {
        if (first) {
            days.remove(file);
        }
        LineStamp.DayClock its =
                days.computeIfAbsent(file, _ -> new LineStamp.DayClock(zone, named));
        its.zone(zone);
        if (days.size() > MAX_DAYS) {
            days.pollFirstEntry();
        }
        return its;
    }

    /** Learns the server's zone, from the first greeting in reach where none is known yet. */
    void expectLines(Lines lines) {
        if (!zoneKnown) {
            ahead.next(lines).ifPresent(this::zone);
        }
    }

    private void zone(ZoneId found) {
        zone = found;
        zoneKnown = true;
        day.zone(found);
    }

    /** A change to summer time is told by the next greeting. */
    private void learnZone(Lines lines, int i) {
        Optional<ZoneId> told = ServerZone.in(lines, i);
        if (told.isPresent()) {
            Dialogue session = open.get(lines.key(i));
            if (session != null && session.fresh && session.isOf(lines, i)) {
                zone(told.get());
            }
        }
    }

    void line(Lines lines, int i) {
        learnZone(lines, i);
        long micros = lines.isTimeOfDay(i) ? day.micros(lines.time(i)) : lines.time(i);
        teller.at(lines, i, micros);
        if (micros >= nextSweep) {
            nextSweep = (Math.floorDiv(micros, BETWEEN_SWEEPS) + 1) * BETWEEN_SWEEPS;
            sweep(micros - HOUR, session -> session.writer.equals(writer));
        }
        Word word = lines.word(i);
        if (word == Word.DISCONNECTED) {
            disconnected(lines, i);
            return;
        }
        Dialogue session = session(lines, i, micros, word == Word.CONNECTED);
        session.last = micros;
        session.fresh = word == Word.CONNECTED;
        if (word == Word.CONNECTED) {
            noticed.connected += session.isSmtp() ? 1 : 0;
            session.promise(Optional.empty()); // the greeting
        } else if (word == Word.SUMMARY) {
            summary(session, lines, i);
        } else if (word == Word.TEXT) {
            remarks.text(session, lines, i);
        } else {
            said(session, lines, i, word);
        }
    }

    private void disconnected(Lines lines, int i) {
        Dialogue session = open.get(lines.key(i));
        if (session != null && session.isOf(lines, i)) {
            open.remove(lines.key(i));
            last = null;
            end(session);
        }
    }

    private Dialogue session(Lines lines, int i, long micros, boolean anew) {
        long key = lines.key(i);
        Dialogue known = last != null && lastKey == key ? last : open.get(key);
        if (known != null && (anew || known.last < micros - HOUR || !known.isOf(lines, i))) {
            end(known);
            open.remove(key);
            known = null;
        }
        if (known == null) {
            known = begun(lines, i);
            open.put(key, known);
            if (open.size() > MAX_OPEN) {
                forget(micros);
            }
        }
        last = known;
        lastKey = key;
        return known;
    }

    /** Ends what has been silent since then: a session that never came about has no last line. */
    private void sweep(long since, Predicate<Dialogue> which) {
        for (LongTable.Entry<Dialogue> one : open.entries()) {
            if (one.value().last < since && which.test(one.value())) {
                end(one.value());
                open.remove(one.key());
            }
        }
        last = null;
    }

    /** More sessions than can be told apart: the silent ones end, or else all. */
    private void forget(long micros) {
        sweep(micros - A_WHILE, _ -> true);
        if (open.size() > MAX_OPEN / 2) {
            sweep(Long.MAX_VALUE, _ -> true);
        }
    }

    private Dialogue begun(Lines lines, int i) {
        ClientAddress peer = clients.get(lines.bytes(), lines.peer(i), lines.peerEnd(i));
        count = count == Integer.MAX_VALUE ? FIRST_NUMBER : count + 1;
        String service =
                switch (letter) {
                    case LogName.POP3 -> "pop3";
                    case LogName.IMAP -> "imap";
                    case LogName.ANTISPAM -> Dialogue.ANTISPAM;
                    default -> "smtp";
                };
        byte[] peerText = Arrays.copyOfRange(lines.bytes(), lines.peer(i), lines.peerEnd(i));
        return new Dialogue(count, peer, service, writer, peerText);
    }

    private void said(Dialogue session, Lines lines, int i, Word word) {
        if (!session.isSmtp()) {
            mailbox.line(session, lines, i);
            return;
        }
        boolean greets = word == Word.REPLY && lines.code(i) == GREETING && lines.isOut(i);
        if (session.role == Dialogue.Role.UNKNOWN || greets) {
            noticed.dialogues += session.role == Dialogue.Role.UNKNOWN ? 1 : 0;
            session.greeted &= session.role != Dialogue.Role.CLIENT;
            session.role = greets ? Dialogue.Role.SERVER : role(lines, i, word);
            noticed.dialogues -= session.role == Dialogue.Role.UNKNOWN ? 1 : 0;
        }
        switch (session.role) {
            case SERVER -> server.line(session, lines, i, word);
            case CLIENT -> client.line(session, lines, i, word);
            case UNKNOWN -> lines.hide(lines.action(i), lines.end(i));
        }
    }

    /**
     * Whoever replies is the server; whoever commands, the client. The other side may say anything
     * before it is spoken to: a greeting of ours decides, whatever came before it.
     */
    private static Dialogue.Role role(Lines lines, int i, Word word) {
        if (word == Word.OTHER) {
            return Dialogue.Role.UNKNOWN;
        }
        return lines.isOut(i) == (word == Word.REPLY) ? Dialogue.Role.SERVER : Dialogue.Role.CLIENT;
    }

    private void summary(Dialogue session, Lines lines, int i) {
        Optional<Summary> summary = summaries.read(lines.bytes(), lines.action(i), lines.end(i));
        if (summary.isEmpty()) {
            return;
        }
        noticed.summaries++;
        switch (session.role) {
            case SERVER -> server.summary(session, summary.get(), lines.isWrapped(i));
            case CLIENT -> client.summary(session, summary.get());
            case UNKNOWN -> {
                boolean out = client.isOurs(summary.get()) || session.trouble.isPresent();
                if (out || !summary.get().isOk()) {
                    client.summary(session, summary.get());
                } else {
                    server.summaryOnly(session, summary.get());
                }
            }
        }
    }

    private void end(Dialogue session) {
        switch (session.role) {
            case SERVER -> server.end(session);
            case CLIENT -> client.end(session);
            case UNKNOWN -> client.unreached(session);
        }
    }

    /** What an administrator should know about this log. */
    List<String> remarks() {
        return noticed.sentences();
    }

    /**
     * What an administrator should know about a log: what it does not say, and what it gives away.
     */
    static final class Noticed {
        long connected;
        long dialogues;
        long summaries;
        long logins;
        long namelessLogins;
        long readablePasswords;
        long namedByQueue;

        void login(Login login) {
            logins++;
            namelessLogins += login.name().equals(Login.HIDDEN) ? 1 : 0;
            readablePasswords += login.passwordWasReadable() ? 1 : 0;
        }

        List<String> sentences() {
            List<String> sentences = new ArrayList<>();
            if (dialogues == 0 && summaries + connected > 0) {
                sentences.add(
                        "the log level of SMTP is too low: there is no dialogue, so nobody's login is known;"
                                + " set C_System_Log_Services_SMTP to 4 (Extended)");
            }
            if (readablePasswords > 0) {
                sentences.add(
                        "passwords can be read in this log ("
                                + readablePasswords
                                + " logins): guard the files; Argine keeps and shows none of them");
            }
            if (namelessLogins > 0) {
                sentences.add(
                        "the log hides who logged in, "
                                + namelessLogins
                                + " times of "
                                + logins
                                + ": those logins are told apart by network only"
                                + (namedByQueue == 0
                                        ? ""
                                        : "; "
                                                + namedByQueue
                                                + " of them count for the account that queue files name"
                                                + " for the same client"));
            }
            return sentences;
        }
    }
}
