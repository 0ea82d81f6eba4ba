// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.mail.Block;
import argine.server.Log;
import argine.server.log.Format;
import argine.server.log.LogFile;
import argine.server.log.Shapes;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes events of lines, by the reader of finished logs.
 *
 * <p>Lines without a year are of the year that is: what the reader knows of the time is renewed now
 * and then, or January would be taken for last January.
 */
final class LineFeed implements Hand {
    private static final Duration FRESH = Duration.ofHours(6);

    private final Format format;
    private final Clock clock;
    private final Log.Sink sink;
    private Format.Parser parser;
    private LogFile file = fileOf("", Instant.MIN);

    LineFeed(Format format, Clock clock, Log.Sink sink) {
        this.format = format;
        this.clock = clock;
        this.sink = sink;
        this.parser = format.parser(new Shapes());
    }

    private static LogFile fileOf(String name, Instant now) {
        return new LogFile(name, 0, now, InputStream::nullInputStream);
    }

    @Override
    public int lines(String name, byte[] bytes, int length, long offset, long line) {
        Instant now = clock.instant();
        if (!file.name().equals(name) || file.written().isBefore(now.minus(FRESH))) {
            file = fileOf(name, now);
            parser = format.parser(new Shapes());
        }
        Block block = new Block(name, offset, bytes, length);
        Format.Parsed parsed =
                parser.parse(block, new Format.Text(file, bytes, length, offset == 0));
        block.begin(line);
        parsed.handOn(sink);
        block.end();
        return parsed.lines();
    }
}
