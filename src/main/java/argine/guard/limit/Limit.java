// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.store.count.Charge;
import argine.store.count.Meter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most of something within a time: {@code 300 recipients / hour}, {@code 200 MB / day}, {@code
 * 60 messages / 10 minutes}.
 *
 * <p>In any interval of that length at most so many are accepted: the window rolls, and neither
 * midnight nor a time zone has a part in it. The number is not part of what is counted, so a limit
 * that is changed goes on from what was counted before.
 *
 * @param most in pieces, or in KiB for a size; {@link Charge#UNLIMITED} to count only
 */
public record Limit(long most, Unit unit, Duration window) {
    /** More than any server sends in a window, and within what a counter can hold. */
    static final long LARGEST = 1_000_000_000;

    /** Asked for at every recipient; as many as the configurations since the start have named. */
    private static final Map<Place, Meter> METERS = new ConcurrentHashMap<>();

    private record Place(Channel channel, Scope scope, Unit unit, Duration window) {}

    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*(\\d{1,10}|unlimited)\\s+([A-Za-z][A-Za-z -]*?)\\s*/\\s*(?:(\\d{1,4})\\s+)?"
                            + "(minute|hour|day|week)s?\\s*");
    private static final Map<String, Duration> SPANS =
            Map.of(
                    "minute", Duration.ofMinutes(1),
                    "hour", Duration.ofHours(1),
                    "day", Duration.ofDays(1),
                    "week", Duration.ofDays(7));
    private static final Map<String, Long> SIZES = Map.of("kb", 1L, "mb", 1024L, "gb", 1L << 20);

    /** Reads a limit; what is none is said in the exception's message. */
    public static Limit parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text, "write it like \"300 recipients / hour\" or \"200 MB / day\"");
        }
        String words = form.group(2).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        long factor = SIZES.getOrDefault(words, 1L);
        Unit unit =
                SIZES.containsKey(words)
                        ? Unit.SIZE
                        : Unit.of(words.endsWith("s") ? words : words + "s")
                                .orElseThrow(() -> wrong(text, "unknown unit: " + words));
        Duration window = window(form.group(3), form.group(4), text);
        if (form.group(1).equals("unlimited")) {
            return new Limit(Charge.UNLIMITED, unit, window);
        }
        long most = Long.parseLong(form.group(1)) * factor;
        if (most > LARGEST) {
            throw wrong(text, "more than can be counted; leave it out");
        }
        return new Limit(most, unit, window);
    }

    private static Duration window(String number, String span, String text) {
        Duration one = SPANS.getOrDefault(span, Duration.ZERO);
        Duration window = one.multipliedBy(number == null ? 1 : Long.parseLong(number));
        if (window.compareTo(Duration.ofMinutes(1)) < 0
                || window.compareTo(Duration.ofDays(60)) > 0) {
            throw wrong(text, "from 1 minute to 60 days");
        }
        return window;
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("\"" + text + "\": " + what);
    }

    /** The same of so many at once. */
    Limit times(int number) {
        return most == Charge.UNLIMITED
                ? this
                : new Limit(Math.min(most * number, LARGEST), unit, window);
    }

    /** What counts for it on a channel; the same for every number. */
    Meter meter(Channel channel, Scope scope) {
        Place place = new Place(channel, scope, unit, window);
        Meter known = METERS.get(place);
        return known != null ? known : METERS.computeIfAbsent(place, this::meter);
    }

    private Meter meter(Place place) {
        String id =
                place.channel.word()
                        + " "
                        + place.scope.word()
                        + " "
                        + unit.words()
                        + " / "
                        + span();
        return new Meter(id, unit.kind(), window);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return number() + " / " + span();
    }

    private String number() {
        if (most == Charge.UNLIMITED) {
            return "unlimited " + unit.words();
        }
        if (unit != Unit.SIZE) {
            return most + " " + (most == 1 ? unit.words().replaceAll("s$", "") : unit.words());
        }
        return most % 1024 == 0 ? most / 1024 + " MB" : most + " KB";
    }

    /** Its window in words: {@code hour}, {@code 10 minutes}. */
    public String span() {
        for (String word : new String[] {"week", "day", "hour", "minute"}) {
            long one = SPANS.getOrDefault(word, Duration.ZERO).toMinutes();
            if (window.toMinutes() % one == 0) {
                long number = window.toMinutes() / one;
                return number == 1 ? word : number + " " + word + "s";
            }
        }
        return window.toMinutes() + " minutes";
    }
}
