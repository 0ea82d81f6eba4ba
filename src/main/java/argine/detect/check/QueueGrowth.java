// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.mail.Plural;
import java.util.Optional;

/**
 * Far more messages wait than usually do; counts messages.
 *
 * <p>The first thing administrators see. What a server usually has in its queue differs by a
 * hundred times, so the number says little without the server's own history. A remote server that
 * is down fills a queue as well: {@code investigate} tells which it is.
 */
final class QueueGrowth implements Check {
    @Override
    public String word() {
        return "queue";
    }

    @Override
    public Figure figure() {
        return Figure.QUEUE;
    }

    @Override
    public Limit limit() {
        return new Limit(100, 1000);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long waiting = now.count(Figure.QUEUE);
        Optional<Usual> usual = past.usual(Figure.QUEUE);
        String says =
                Plural.of(waiting, "message waits", "messages wait")
                        + " in the queue"
                        + Check.beside(usual);
        return finding(Check.growth(waiting, usual, limit), waiting, usual, limit, says);
    }
}
