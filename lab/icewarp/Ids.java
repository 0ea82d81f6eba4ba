// SPDX-License-Identifier: Apache-2.0
import java.util.Locale;
import java.util.Set;

/**
 * The names that the server gives to messages, in both forms.
 *
 * <p>Short ones are three letters, three digits and the second; they begin anew each day and so come
 * again. Long ones are the local time and four digits.
 */
final class Ids {
    private static final long ALL = 26 * 26 * 26 * 1000L;

    private final boolean isShort;
    private final String prefix;
    private final Stamps stamps;
    private long day = Long.MIN_VALUE;
    private long count;

    Ids(Setup setup, Stamps stamps) {
        this.isShort = setup.is("ids", "short");
        this.prefix = setup.get("server-id");
        this.stamps = stamps;
    }

    /** A name that no waiting message has. */
    String next(long millis, Set<String> waiting) {
        String id = next(millis);
        while (waiting.contains(id)) {
            id = next(millis);
        }
        return id;
    }

    String next(long millis) {
        if (stamps.day(millis) != day) {
            day = stamps.day(millis);
            count = 0;
        }
        count++;
        return prefix + (isShort ? shortId(millis) : longId(millis));
    }

    private String shortId(long millis) {
        long n = count * 7_654_321L % ALL;
        char[] letters = {(char) ('A' + n / 676_000), (char) ('A' + n / 26_000 % 26), (char) ('A' + n / 1000 % 26)};
        return new String(letters) + String.format(Locale.ROOT, "%03d%02d", n % 1000, Math.floorMod(millis / 1000, 60L));
    }

    private String longId(long millis) {
        String local = stamps.local(millis).toString();     // 2026-11-19T02:13:01.123, or shorter
        String seconds = local.length() < 19 ? local + ":00" : local.substring(0, 19);
        return seconds.replaceAll("[-T:]", "") + String.format(Locale.ROOT, "%04d", count * 7919 % 10_000);
    }
}
