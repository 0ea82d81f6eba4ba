// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.mail.Plural;
import java.util.Optional;

/**
 * Far more failed logins than usual; counts them in one hour.
 *
 * <p>Somebody guesses passwords. That alone is everyday life on every server, so it warns only when
 * it grows.
 */
final class FailedLogins implements Check {
    @Override
    public String word() {
        return "logins";
    }

    @Override
    public Figure figure() {
        return Figure.FAILED_LOGINS;
    }

    @Override
    public Limit limit() {
        return new Limit(1_000, 20_000);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long failed = now.count(Figure.FAILED_LOGINS);
        Optional<Usual> usual = past.usual(Figure.FAILED_LOGINS);
        String says = Plural.of(failed, "login") + " an hour failed" + Check.beside(usual);
        return finding(Check.growth(failed, usual, limit), failed, usual, limit, says);
    }
}
