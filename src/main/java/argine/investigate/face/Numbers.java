// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.mail.Plural;
import java.util.List;
import java.util.Map;

/**
 * Numbers as people read them: {@code 1,234}, {@code 4.2 MB}, {@code 12.5%}.
 *
 * <p>The same in every locale, because reports are compared and mailed around.
 */
public final class Numbers {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Numbers() {}

    public static String of(long n) {
        String digits = Long.toString(n);
        StringBuilder text = new StringBuilder(digits);
        int first = n < 0 ? 1 : 0;
        for (int i = digits.length() - 3; i > first; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** {@code 1 message}, {@code 2,000 messages}, {@code 3 addresses}. */
    public static String of(long n, String thing) {
        return of(n) + " " + (n == 1 ? thing : Plural.plural(thing));
    }

    public static String bytes(long n) {
        if (n < 1000) {
            return of(n, "byte");
        }
        int unit = 0;
        long tenths = n / 100;
        while (tenths >= 10_000 && unit < UNITS.length - 1) {
            tenths /= 1000;
            unit++;
        }
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
    }

    /** A part of a whole; never 0.0% of something and never 100.0% of not everything. */
    public static String percent(long part, long whole) {
        if (whole <= 0 || part <= 0) {
            return "0%";
        }
        if (part >= whole) {
            return "100%";
        }
        long tenths = Math.clamp(Math.round(part * 1000.0 / whole), 1, 999);
        return tenths / 10 + "." + tenths % 10 + "%";
    }

    /** How sure, rounded down: 100% is for certainty alone. */
    public static String percent(double confidence) {
        return (long) Math.floor(confidence(confidence) * 100 + 1e-9) + "%";
    }

    /**
     * The counts in order. Not with the comparators of {@link Map.Entry}: they can be serialized,
     * the AOT cache does not keep such lambdas, and a third of a report's time went into them.
     */
    static List<Map.Entry<String, Long>> largestFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .toList();
    }

    /** From 0 to 1, four digits; what is no number is no confidence. */
    static double confidence(double confidence) {
        double known = Double.isNaN(confidence) ? 0 : Math.clamp(confidence, 0.0, 1.0);
        return Math.round(known * 10_000) / 10_000.0;
    }
}
