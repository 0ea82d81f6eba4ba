// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.store.count.Meter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an address can be barred for; the letters are those that IceWarp shows.
 *
 * <p>Thresholds that its pages name are taken from there (86 connections a minute, 5 unknown users,
 * 100 MB); for the others no number was ever published, and the reason stands beside it.
 */
public enum Ground {
    CONNECTIONS('I', "86 / minute", Counting.EACH, "too many connections"),
    /** Ten, for a person who comes back from a journey tries every password they ever had. */
    FAILED_LOGINS('L', "10 / hour", Counting.DIFFERENT, "too many different wrong passwords"),
    UNKNOWN_USERS('P', "5 / 10 minutes", Counting.DIFFERENT, "too many unknown recipients"),
    RELAYING('Y', "5 / 10 minutes", Counting.DIFFERENT, "relaying was asked for too often"),
    /** Some honest servers reset after each message of a session. */
    RESETS('R', "100 / 10 minutes", Counting.EACH, "too many RSET commands"),
    SPAM('S', "3 / hour", Counting.EACH, "too much spam"),
    LISTED('D', "1 / hour", Counting.EACH, "listed on a block list"),
    OVERSIZED('M', "3 / hour", Counting.DIFFERENT, "messages that are too large"),
    TRAP('A', "1 / hour", Counting.DIFFERENT, "mail to an address that nobody knows of"),
    CONTENT('C', "1 / hour", Counting.EACH, "content that a filter objected to"),
    /** Never by itself: an administrator's word. */
    BY_HAND('U', "1 / hour", Counting.EACH, "by an administrator");

    /** Whether a thing that is repeated counts again. */
    private enum Counting {
        EACH(Meter.Kind.SUM),
        DIFFERENT(Meter.Kind.DISTINCT);

        private final Meter.Kind kind;

        Counting(Meter.Kind kind) {
            this.kind = kind;
        }
    }

    private final char letter;
    private final String usual;
    private final Counting counting;
    private final String text;

    Ground(char letter, String usual, Counting counting, String text) {
        this.letter = letter;
        this.usual = usual;
        this.counting = counting;
        this.text = text;
    }

    public char letter() {
        return letter;
    }

    /** As it is written in the configuration: {@code failed-logins}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What strangers and administrators read. */
    public String text() {
        return text;
    }

    /** By its letter or its word; nothing for any other text. */
    public static Optional<Ground> of(String text) {
        for (Ground ground : values()) {
            if (text.equalsIgnoreCase(ground.word())
                    || text.equalsIgnoreCase(Character.toString(ground.letter))) {
                return Optional.of(ground);
            }
        }
        return Optional.empty();
    }

    /** All but an administrator's word. */
    public static Set<Ground> automatic() {
        return EnumSet.complementOf(EnumSet.of(BY_HAND));
    }

    Meter.Kind kind() {
        return counting.kind;
    }

    /** Its threshold where the configuration names none. */
    public String usual() {
        return usual;
    }
}
