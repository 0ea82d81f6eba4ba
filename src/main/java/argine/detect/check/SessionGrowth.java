// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.mail.Plural;
import java.util.Optional;

/**
 * Far more SMTP sessions than usual; counts those that were opened in one hour.
 *
 * <p>A thief's programs open a session for each message. So do strangers who try doors, every day,
 * which is why the number means nothing without the server's own history.
 */
final class SessionGrowth implements Check {
    @Override
    public String word() {
        return "sessions";
    }

    @Override
    public Figure figure() {
        return Figure.SESSIONS;
    }

    @Override
    public Limit limit() {
        return new Limit(1_000, 20_000);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long sessions = now.count(Figure.SESSIONS);
        Optional<Usual> usual = past.usual(Figure.SESSIONS);
        String says = Plural.of(sessions, "SMTP session") + " an hour" + Check.beside(usual);
        return finding(Check.growth(sessions, usual, limit), sessions, usual, limit, says);
    }
}
