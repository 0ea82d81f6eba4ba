// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.MailEvent;
import argine.mail.Seen;
import argine.server.Log;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Hands events on, with the line at which each became known, when they are of the time asked for.
 */
final class Teller {
    /** The queue is one program, whatever session a message came by. */
    static final int QUEUE = 1;

    private final long since;
    private final long until;
    private Log.Sink sink = _ -> {};
    private Lines lines = Lines.NONE;
    private int at;
    private long micros;
    private String host = "";

    Teller(Optional<Instant> since, Optional<Instant> until) {
        this.since = since.map(Teller::micros).orElse(Long.MIN_VALUE);
        this.until = until.map(Teller::micros).orElse(Long.MAX_VALUE);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    void begin(Log.Sink to, String server) {
        sink = to;
        host = server;
    }

    /** From now on events are told of this line. */
    void at(Lines in, int index, long when) {
        lines = in;
        at = index;
        micros = when;
        if (isAskedFor()) {
            lines.told(when);
        }
    }

    private boolean isAskedFor() {
        return micros >= since && micros < until;
    }

    long micros() {
        return micros;
    }

    Seen seen(int process) {
        return lines.seen(at, micros, host, process);
    }

    /** A session's number as the process that wrote: none is that of the queue. */
    Seen seen(Dialogue session) {
        return seen(session.number);
    }

    void tell(MailEvent event) {
        if (isAskedFor()) {
            sink.event(event);
        }
    }
}
