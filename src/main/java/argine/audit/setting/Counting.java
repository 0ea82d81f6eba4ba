// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program beside Postfix, a policy service or a milter, can do about a thief, by its place.
 *
 * <p>Its settings are its own and are not read here: those that are made for it are taken to do it,
 * those that are made for something else not, and of all others it is not known.
 */
enum Counting {
    /** It is there to count and to refuse. */
    DOES,
    /** It may. */
    MAY,
    /** It signs, checks or delays, and counts nothing. */
    DOES_NOT;

    private static final Pattern LIMITER =
            Pattern.compile(
                    "argine|iredapd|cbpolicyd|policyd-rate|rate-?limit|postfwd|quotaguard|:10031\\b"
                            + "|:7777\\b|:9999\\b|:10040\\b");
    private static final Pattern OTHER_SERVICE =
            Pattern.compile(
                    "spf|grey|gld\\b|quota|mta-?sts|:10023\\b|:60000\\b|:2501\\b|:12340\\b");
    private static final Pattern GUARD = Pattern.compile("argine|:10032\\b");
    private static final Pattern OTHER_MILTER =
            Pattern.compile(
                    "dkim|dmarc|spf|clam|srs|grey|openarc|:8891\\b|:8892\\b|:8893\\b|:12301\\b");

    static Counting ofService(String place) {
        return of(place, LIMITER, OTHER_SERVICE);
    }

    static Counting ofMilter(String place) {
        return of(place, GUARD, OTHER_MILTER);
    }

    private static Counting of(String place, Pattern does, Pattern doesNot) {
        String plain = place.toLowerCase(Locale.ROOT);
        return does.matcher(plain).find() ? DOES : doesNot.matcher(plain).find() ? DOES_NOT : MAY;
    }

    /** The first of these places that may do it. */
    static Optional<String> mayBe(List<String> places, Function<String, Counting> by) {
        return places.stream().filter(place -> by.apply(place).equals(MAY)).findFirst();
    }

    /** The milters that a service asks. */
    static List<String> milters(Submission service) {
        return Stream.of(service.value("smtpd_milters", ""))
                .flatMap(list -> Restrictions.words(list).stream())
                .toList();
    }
}
