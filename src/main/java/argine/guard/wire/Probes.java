// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Reason;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.intrusion.Offence;
import argine.guard.limit.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Notices the messages by which {@code argine guard doctor} tries out the mail server, and keeps
 * them from the rules.
 *
 * <p>A probe says a word in its HELO that only the doctor knows. What the guard is asked about it
 * is written down; at the end of its message it is refused, so that nothing is sent.
 */
public final class Probes implements Judge {
    private static final int MOST = 16;
    private static final int SHORTEST_WORD = 20;

    /**
     * What the guard was asked about a probe.
     *
     * @param door the protocol that asked
     * @param login whether the mail server said who had logged in
     * @param signed whether the header From was there
     * @param named whether the message has a name by which it is known when it is asked about again
     */
    public record Seen(String door, Stage stage, boolean login, boolean signed, boolean named) {}

    private final Judge judge;
    private final SequencedMap<String, List<Seen>> probes = new LinkedHashMap<>();
    private volatile boolean any;

    public Probes(Judge judge) {
        this.judge = judge;
    }

    /** From now on this word is a probe's; only the last few are remembered. */
    public synchronized void expect(String word) {
        if (word.length() < SHORTEST_WORD) {
            throw new IllegalArgumentException("a word that could be guessed");
        }
        probes.put(word, new ArrayList<>());
        while (probes.size() > MOST) {
            probes.pollFirstEntry();
        }
        any = true;
    }

    /** What was asked about this probe; after that its word is nothing special. */
    public synchronized List<Seen> end(String word) {
        List<Seen> seen = probes.remove(word);
        any = !probes.isEmpty();
        return seen == null ? List.of() : List.copyOf(seen);
    }

    @Override
    public Decision decide(PolicyRequest request) {
        if (any && isProbe(request)) {
            return request.stage() == Stage.END_OF_MESSAGE
                    ? new Decision.Reject(
                            Reason.of(
                                    "probe", "5.7.1", "argine guard doctor: the guard is reached"))
                    : Decision.PASS;
        }
        return judge.decide(request);
    }

    private synchronized boolean isProbe(PolicyRequest request) {
        for (Map.Entry<String, List<Seen>> probe : probes.entrySet()) {
            if (request.client().helo().contains(probe.getKey())) {
                probe.getValue().add(seen(request));
                return true;
            }
        }
        return false;
    }

    private static Seen seen(PolicyRequest request) {
        String session = request.transaction().session();
        int dash = session.indexOf('-');
        return new Seen(
                dash < 0 ? "line" : session.substring(0, dash),
                request.stage(),
                request.hasLogin(),
                !request.headerFrom().isEmpty(),
                !request.transaction().instance().isEmpty());
    }

    @Override
    public void aborted(Transaction transaction) {
        judge.aborted(transaction);
    }

    @Override
    public void closed(String session) {
        judge.closed(session);
    }

    @Override
    public void offended(Offence offence) {
        judge.offended(offence);
    }

    @Override
    public void failed(Failure failure) {
        judge.failed(failure);
    }
}
