// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.limit.Ruling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Hands notices on; of one limit of one subject at most one warning in its window. */
final class Notices {
    private static final int MOST_REMEMBERED = 50_000;
    private static final long AN_HOUR = Duration.ofHours(1).toMillis();

    private final Consumer<Notice> listener;
    private final LongSupplier now;
    private final SequencedMap<String, Long> told = new LinkedHashMap<>();

    Notices(Consumer<Notice> listener, LongSupplier now) {
        this.listener = listener;
        this.now = now;
    }

    void tell(Notice notice) {
        listener.accept(notice);
    }

    void warn(Ruling.Warning warning) {
        String matter = warning.channel().word() + " " + warning.subject() + " " + warning.limit();
        if (isNew(matter, warning.limit().window().toMillis())) {
            listener.accept(new Notice.Warned(warning));
        }
    }

    /** Where people log in somebody sends who has not. */
    void nobodyLoggedIn(PolicyRequest request) {
        if (isNew("nobody " + request.client().address().host(), AN_HOUR)) {
            listener.accept(new Notice.NobodyLoggedIn(request));
        }
    }

    /** Of one white list at most once an hour; all else is handed on. */
    void ofWhiteLists(Notice notice) {
        boolean isOld =
                notice instanceof Notice.WhiteListTrouble(String zone, _)
                        && !isNew("white list " + zone, AN_HOUR);
        if (!isOld) {
            listener.accept(notice);
        }
    }

    private synchronized boolean isNew(String matter, long millis) {
        long at = now.getAsLong();
        Long before = told.get(matter);
        if (before != null && at - before < millis) {
            return false;
        }
        told.putLast(matter, at);
        if (told.size() > MOST_REMEMBERED) {
            told.pollFirstEntry();
        }
        return true;
    }
}
