// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.FileLog;
import argine.server.Log;
import argine.server.LogFiles;
import argine.server.Reading;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IceWarp's session logs as one log; what they do not say is told with the reading. */
public final class SessionLog implements Log {
    private final LogFiles files;
    private final Clock clock;
    private final Optional<Instant> since;
    private final Optional<Instant> until;
    private final Logins logins;

    public SessionLog(
            LogFiles files,
            Clock clock,
            Optional<Instant> since,
            Optional<Instant> until,
            Logins logins) {
        this.files = files;
        this.clock = clock;
        this.since = since;
        this.until = until;
        this.logins = logins;
    }

    @Override
    public Reading read(Sink sink) throws IOException {
        Dialogues dialogues = new Dialogues(clock, since, until, logins);
        Reading reading = new FileLog(files, new SessionFormat(dialogues, clock), clock).read(sink);
        List<String> trouble = new ArrayList<>(reading.trouble());
        trouble.addAll(dialogues.remarks());
        return new Reading(
                reading.lines(),
                reading.unreadLines(),
                reading.otherPrograms(),
                reading.from(),
                reading.to(),
                reading.files(),
                reading.unread(),
                List.copyOf(trouble));
    }
}
