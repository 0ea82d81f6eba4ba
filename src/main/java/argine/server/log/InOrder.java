// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.Block;
import argine.server.Log;
import argine.server.log.Pieces.Piece;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands parsed pieces on in their order, whoever parsed them.
 *
 * <p>A thread that brings the piece whose turn it is becomes the one that hands on, until the next
 * in turn is not there yet; the others go on parsing meanwhile.
 */
final class InOrder {

    /** A piece, and what became of it. */
    record Parsed(Piece piece, Block block, Format.Parsed content) {}

    private final Log.Sink sink;
    private final LogTally tally;
    private final Pieces pieces;
    private final long total;
    private final BlockingQueue<byte[]> buffers;
    private final Map<Long, Parsed> waiting = new HashMap<>();
    private long turn;
    private boolean handingOn;

    InOrder(
            Log.Sink sink,
            LogTally tally,
            Pieces pieces,
            long total,
            BlockingQueue<byte[]> buffers) {
        this.sink = sink;
        this.tally = tally;
        this.pieces = pieces;
        this.total = total;
        this.buffers = buffers;
    }

    void done(Parsed parsed) {
        synchronized (waiting) {
            waiting.put(parsed.piece().number(), parsed);
            if (handingOn) {
                return;
            }
            handingOn = true;
        }
        for (Parsed next = take(); next != null; next = take()) {
            handOn(next);
        }
    }

    private @Nullable Parsed take() {
        synchronized (waiting) {
            Parsed next = waiting.remove(turn);
            if (next == null) {
                handingOn = false;
            } else {
                turn++;
            }
            return next;
        }
    }

    private void handOn(Parsed parsed) {
        parsed.block().begin(tally.begin(parsed));
        parsed.content().handOn(sink);
        tally.end(parsed);
        parsed.block().end();
        buffers.add(parsed.piece().bytes());
        sink.progress(pieces.bytesRead(), total);
    }
}
