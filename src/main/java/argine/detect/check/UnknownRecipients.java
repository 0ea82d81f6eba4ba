// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/**
 * Much is sent to people who do not exist; counts recipients that were given up as unknown, in one
 * hour, and those that are still tried although nobody is there: where a domain takes no mail
 * IceWarp goes on for days.
 *
 * <p>A hundred an hour is the one limit among those that are published which never raised a false
 * alarm when it was measured. It needs no history. Beside it one in eight answers must be of that
 * kind, so that a large first newsletter with a stale list stays below.
 */
final class UnknownRecipients implements Check {
    @Override
    public String word() {
        return "unknown";
    }

    @Override
    public Figure figure() {
        return Figure.UNKNOWN;
    }

    @Override
    public Limit limit() {
        return new Limit(100, 500);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long unknown = now.count(Figure.UNKNOWN);
        long givenUp = Math.max(unknown, now.count(Figure.BOUNCED));
        long answered = now.count(Figure.DELIVERED) + givenUp;
        Optional<Usual> usual = past.usual(Figure.UNKNOWN);
        State state = unknown * 8 >= answered ? Check.excess(unknown, usual, limit) : State.OK;
        String says =
                unknown
                        + " of "
                        + answered
                        + " recipients an hour do not exist"
                        + Check.beside(usual);
        return finding(state, unknown, usual, limit, says);
    }
}
