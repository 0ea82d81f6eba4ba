// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/**
 * Most of what waits are very small messages; counts those of at most 5,000 bytes.
 *
 * <p>Spam that is sent with a stolen password is a few lines of text, and so are the bounces that
 * it leaves. Three of four waiting messages must be small: monitoring and reports are small, too.
 */
final class SmallMessages implements Check {
    /** The largest message that counts as very small, in bytes. */
    static final long LARGEST = 5_000;

    @Override
    public String word() {
        return "small";
    }

    @Override
    public Figure figure() {
        return Figure.SMALL;
    }

    @Override
    public Limit limit() {
        return new Limit(100, 1000);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long small = now.count(Figure.SMALL);
        long waiting = now.count(Figure.QUEUE);
        Optional<Usual> usual = past.usual(Figure.SMALL);
        boolean most = small * 4 >= waiting * 3;
        State state = most ? Check.growth(small, usual, limit) : State.OK;
        String says =
                small
                        + " of "
                        + waiting
                        + " waiting messages are very small (5,000 bytes at most)"
                        + Check.beside(usual);
        return finding(state, small, usual, limit, says);
    }
}
