// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.ClientAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages of everybody, so that a refusal can tell what came before it. */
final class Recent {
    static final int MOST = 16_384;

    /** The longest address that SMTP carries, RFC 5321 section 4.5.3.1, and its brackets. */
    static final int MAX_SENDER = 320;

    private record Sent(
            String payer,
            Instant at,
            String sender,
            int count,
            long size,
            ClientAddress client,
            String outcome) {
        /** Written when somebody asks: of a hundred thousand messages nobody does. */
        String line() {
            return at
                    + " from <"
                    + sender
                    + "> to "
                    + count
                    + ", "
                    + size
                    + " bytes, "
                    + client
                    + ", "
                    + outcome;
        }
    }

    private final @Nullable Sent[] ring = new Sent[MOST];
    private int next;

    void note(String payer, Instant at, PolicyRequest request, String outcome) {
        Envelope envelope = request.envelope();
        Sent sent =
                new Sent(
                        payer,
                        at,
                        cut(envelope.sender().toString()),
                        envelope.count(),
                        envelope.size(),
                        request.client().address(),
                        outcome);
        synchronized (this) {
            ring[next] = sent;
            next = (next + 1) % MOST;
        }
    }

    private static String cut(String sender) {
        return sender.length() <= MAX_SENDER ? sender : sender.substring(0, MAX_SENDER);
    }

    /** The last messages of one, newest first. */
    synchronized List<String> of(String payer, int most) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= MOST && lines.size() < most; i++) {
            Sent sent = ring[Math.floorMod(next - i, MOST)];
            if (sent != null && sent.payer.equals(payer)) {
                lines.add(sent.line());
            }
        }
        return lines;
    }
}
