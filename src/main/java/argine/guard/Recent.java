// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages of everybody, so that a refusal can tell what came before it. */
final class Recent {
    static final int MOST = 16_384;

    private record Sent(String payer, String line) {}

    private final @Nullable Sent[] ring = new Sent[MOST];
    private int next;

    void note(String payer, Instant at, PolicyRequest request, String outcome) {
        Sent sent = new Sent(payer, line(at, request, outcome));
        synchronized (this) {
            ring[next] = sent;
            next = (next + 1) % MOST;
        }
    }

    private static String line(Instant at, PolicyRequest request, String outcome) {
        Envelope envelope = request.envelope();
        return at
                + " from <"
                + envelope.sender()
                + "> to "
                + envelope.count()
                + ", "
                + envelope.size()
                + " bytes, "
                + request.client().address()
                + ", "
                + outcome;
    }

    /** The last messages of one, newest first. */
    synchronized List<String> of(String payer, int most) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= MOST && lines.size() < most; i++) {
            Sent sent = ring[Math.floorMod(next - i, MOST)];
            if (sent != null && sent.payer.equals(payer)) {
                lines.add(sent.line);
            }
        }
        return lines;
    }
}
