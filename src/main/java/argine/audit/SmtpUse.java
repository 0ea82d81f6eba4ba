// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.mail.Account;
import argine.mail.MailEvent;
import argine.server.Log;
import argine.server.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent mail by SMTP in the time that a log covers.
 *
 * <p>An account that never does needs no right to: without it, its password is of no use to a
 * spammer. Of less than a month nothing is concluded.
 */
public record SmtpUse(Set<String> logins, Duration time) {
    /** Nothing is known. */
    public static final SmtpUse UNKNOWN = new SmtpUse(Set.of(), Duration.ZERO);

    private static final Duration LEAST = Duration.ofDays(28);

    public SmtpUse {
        logins = Set.copyOf(logins);
    }

    /** What a log tells. */
    public static SmtpUse of(Log log) throws IOException {
        Set<String> logins = new HashSet<>();
        Reading reading =
                log.read(
                        event -> {
                            if (event instanceof MailEvent.Submitted mail
                                    && !mail.account().isEmpty()) {
                                logins.add(mail.account().toLowerCase(Locale.ROOT));
                            }
                        });
        Optional<Duration> time =
                reading.from().flatMap(from -> reading.to().map(to -> Duration.between(from, to)));
        return new SmtpUse(logins, time.orElse(Duration.ZERO));
    }

    /** Whether it is known that an account sent nothing, under none of its names. */
    boolean isWithout(Account account) {
        return time.compareTo(LEAST) >= 0
                && !logins.contains(account.name().toLowerCase(Locale.ROOT))
                && !logins.contains(account.localPart())
                && account.aliases().stream()
                        .noneMatch(one -> logins.contains(one.toLowerCase(Locale.ROOT)));
    }
}
