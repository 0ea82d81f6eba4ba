// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/**
 * Other servers refuse what comes from here, as spam or because of this server's reputation; counts
 * such answers in one hour, those that put off among them.
 *
 * <p>What many administrators hear of first, from their users, when the address of their server is
 * on a block list. One in four answers must be of that kind: a few refusals are everyday life.
 */
final class RefusedMail implements Check {
    @Override
    public String word() {
        return "refused";
    }

    @Override
    public Figure figure() {
        return Figure.REFUSED;
    }

    @Override
    public Limit limit() {
        return new Limit(50, 500);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long refused = now.count(Figure.REFUSED);
        long answers =
                now.count(Figure.DELIVERED)
                        + now.count(Figure.BOUNCED)
                        + now.count(Figure.DEFERRALS);
        Optional<Usual> usual = past.usual(Figure.REFUSED);
        State state = refused * 4 >= answers ? Check.excess(refused, usual, limit) : State.OK;
        String says =
                refused
                        + " of "
                        + answers
                        + " answers an hour refuse our mail as spam or our server for its reputation"
                        + Check.beside(usual);
        return finding(state, refused, usual, limit, says);
    }
}
