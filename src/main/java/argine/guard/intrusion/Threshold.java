// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a thing within which time bars: {@code 10 / hour}; with the tenth it is reached.
 *
 * @param window rolls, as that of a limit does
 */
public record Threshold(long most, Duration window) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{1,6}) ?/ ?(?:(\\d{1,4}) )?(minute|hour|day)s?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Duration> SPANS =
            Map.of(
                    "minute", Duration.ofMinutes(1),
                    "hour", Duration.ofHours(1),
                    "day", Duration.ofDays(1));

    /** Reads one; what is none is said in the exception's message. */
    public static Threshold parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\": write it like \"10 / hour\" or \"5 / 10 minutes\", or \"off\"");
        }
        long most = Long.parseLong(form.group(1));
        Duration one = SPANS.getOrDefault(form.group(3).toLowerCase(Locale.ROOT), Duration.ZERO);
        Duration window =
                one.multipliedBy(form.group(2) == null ? 1 : Long.parseLong(form.group(2)));
        if (most < 1 || window.isZero() || window.compareTo(Duration.ofDays(60)) > 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": at least 1, in 1 minute to 60 days");
        }
        return new Threshold(most, window);
    }

    Threshold times(int factor) {
        return new Threshold(most * factor, window);
    }
}
