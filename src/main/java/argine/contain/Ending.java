// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.contain.Done.Outcome;
import argine.mail.Plural;
import argine.server.access.Access;
import argine.server.access.Session;
import argine.server.access.Sessions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ends the sessions of an account until none is left.
 *
 * <p>A stranger that is there when the account is refused may be the thief. From then on he has a
 * moment to show what he is; then he is ended too: a mail server comes again. Who comes later and
 * does not say who he is is let alone, on whatever port, for he found the door shut; on a server at
 * work there is always somebody.
 */
final class Ending {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(60);

    /** Mail servers name a recipient sooner, most of them. */
    private static final Duration TO_TELL = Duration.ofMillis(700);

    /** As many as there is time for; a clock that stands still is not waited for. */
    private static final int MOST_ATTEMPTS = (int) (LONGEST.toMillis() / BETWEEN.toMillis());

    private final Access access;
    private final Order order;
    private final String account;
    private final Clock clock;
    private final Pause pause;
    private final Map<String, Integer> ended = new TreeMap<>();

    /**
     * Handles of those that were there when the account was refused and had not said who they are.
     */
    private final Set<String> strangers = new HashSet<>();

    Ending(Access access, Order order, String account, Clock clock, Pause pause) {
        this.access = access;
        this.order = order;
        this.account = account;
        this.clock = clock;
        this.pause = pause;
    }

    /** Ends those that there are now; trouble shows again in {@link #last}. */
    void once() {
        for (Sessions of : access.sessions()) {
            try {
                end(of, unspared(of.of(account)));
            } catch (IOException _) {
                // told by last()
            }
        }
    }

    private List<Session> unspared(List<Session> open) {
        return open.stream().filter(one -> one.certain() || !order.spareUnknown()).toList();
    }

    private int endLeft(Sessions of) throws IOException {
        List<Session> open = unspared(left(of));
        end(of, open);
        return open.size();
    }

    /** Those of the account, and those that may be and did not find the door shut. */
    private List<Session> left(Sessions of) throws IOException {
        return of.of(account).stream()
                .filter(one -> one.certain() || strangers.contains(one.handle()))
                .toList();
    }

    private void end(Sessions of, List<Session> open) throws IOException {
        if (!open.isEmpty()) {
            of.end(account, open);
            open.forEach(session -> ended.merge(session.service(), 1, Integer::sum));
        }
    }

    private void meet(Sessions of) throws IOException {
        of.refused(account);
        of.strangers(account).forEach(one -> strangers.add(one.handle()));
        of.of(account).stream() // after them: meanwhile one of them may have become one of these
                .filter(one -> !one.certain())
                .forEach(one -> strangers.add(one.handle()));
    }

    /** Those that were met and have not shown yet what they are. */
    private List<Session> met(Sessions of) throws IOException {
        return of.strangers(account).stream()
                .filter(one -> strangers.contains(one.handle()))
                .toList();
    }

    /** Ends the strangers once their time is over; returns how many were waited for. */
    private int endStrangers(Sessions of, boolean over) throws IOException {
        if (order.spareUnknown()) {
            return 0;
        }
        List<Session> met = met(of);
        if (over) {
            end(of, met);
        }
        return met.size();
    }

    /** Ends those that came back, and looks until there is none. */
    Done last() {
        if (access.sessions().isEmpty()) {
            return done(Outcome.NOT_DONE, "end them by hand, see below");
        }
        List<String> trouble = new ArrayList<>();
        for (Sessions of : access.sessions()) {
            try {
                meet(of);
                if (!isEmptied(of)) {
                    trouble.add(
                            "sessions of "
                                    + of.what()
                                    + " do not end; by hand: "
                                    + of.byHand(account));
                }
            } catch (IOException e) {
                trouble.add(e.getMessage() + "; by hand: " + of.byHand(account));
            }
        }
        if (!trouble.isEmpty()) {
            return done(Outcome.NOT_DONE, String.join("; ", trouble));
        }
        return verdict();
    }

    /** Whoever has logged in and sent nothing may be the thief, and sends as soon as he likes. */
    private Done verdict() {
        int spared = 0;
        try {
            for (Sessions of : access.sessions()) {
                spared += left(of).size() + met(of).size();
            }
        } catch (IOException e) {
            return done(Outcome.NOT_DONE, String.valueOf(e.getMessage()));
        }
        if (spared > 0) {
            return done(
                    Outcome.NOT_DONE,
                    Plural.of(spared, "was", "were") + " spared and may be the thief's");
        }
        return ended.isEmpty()
                ? done(Outcome.NOTHING, "none was open, and none is")
                : done(Outcome.DONE, "ended " + words() + "; none is left");
    }

    private boolean isEmptied(Sessions of) throws IOException {
        Instant began = clock.instant();
        Instant until = began.plus(LONGEST);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            boolean over =
                    attempt * BETWEEN.toMillis() >= TO_TELL.toMillis()
                            || !clock.instant().isBefore(began.plus(TO_TELL));
            if (endLeft(of) + endStrangers(of, over) == 0) {
                return true;
            }
            if (attempt > 0 && clock.instant().isAfter(until)) {
                return unspared(left(of)).isEmpty() && endStrangers(of, /* over= */ false) == 0;
            }
            pause.pause(BETWEEN);
        }
        return false;
    }

    private String words() {
        return String.join(
                ", ", ended.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
    }

    private static Done done(Outcome outcome, String what) {
        return new Done(Step.SESSIONS, outcome, what, Duration.ZERO);
    }
}
