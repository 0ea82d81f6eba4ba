// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.limit.Ruling;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Hands notices on; of one limit of one subject at most one warning in its window. */
final class Notices {
    private static final int MOST_REMEMBERED = 50_000;

    private final Consumer<Notice> listener;
    private final LongSupplier now;
    private final SequencedMap<String, Long> warned = new LinkedHashMap<>();

    Notices(Consumer<Notice> listener, LongSupplier now) {
        this.listener = listener;
        this.now = now;
    }

    void tell(Notice notice) {
        listener.accept(notice);
    }

    void warn(Ruling.Warning warning) {
        if (isNew(warning)) {
            listener.accept(new Notice.Warned(warning));
        }
    }

    private synchronized boolean isNew(Ruling.Warning warning) {
        String matter = warning.channel().word() + " " + warning.subject() + " " + warning.limit();
        long at = now.getAsLong();
        Long before = warned.get(matter);
        if (before != null && at - before < warning.limit().window().toMillis()) {
            return false;
        }
        warned.putLast(matter, at);
        if (warned.size() > MOST_REMEMBERED) {
            warned.pollFirstEntry();
        }
        return true;
    }
}
