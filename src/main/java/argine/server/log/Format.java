// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.Block;
import argine.server.Log;

/**
 * How a server writes its log: pieces are parsed side by side, and what they became is handed on in
 * their order.
 *
 * <p>Where one line says all (syslog), parsing makes the events. Where a session is spread over
 * lines of others, parsing makes words and handing on joins them.
 */
public interface Format {

    /** Reads pieces, for one thread. */
    interface Parser {
        Parsed parse(Block block, Text text);
    }

    /** The lines of a piece; {@code bytes} are lent until the piece has been handed on. */
    @SuppressWarnings("ArrayRecordComponent")
    record Text(LogFile file, byte[] bytes, int length, boolean first) {

        /** Where the first line begins: behind the mark that Windows programs put before UTF-8. */
        public int start() {
            boolean marked =
                    first
                            && length > 3
                            && bytes[0] == (byte) 0xEF
                            && bytes[1] == (byte) 0xBB
                            && bytes[2] == (byte) 0xBF;
            return marked ? 3 : 0;
        }

        /** The index of the line end at or behind an index, or the end. */
        public int lineEnd(int from) {
            return PieceReader.lineEnd(bytes, from, length);
        }
    }

    /** What a piece became; the counts are asked for after it has been handed on. */
    interface Parsed {
        void handOn(Log.Sink sink);

        int lines();

        long unread();

        long otherPrograms();

        /** The time of the first line, or {@code Long.MAX_VALUE}; microseconds since 1970. */
        long from();

        /** The time of the last line, or {@code Long.MIN_VALUE}. */
        long to();
    }

    /** A parser for one more thread; counts what is not understood into {@code shapes}. */
    Parser parser(Shapes shapes);
}
