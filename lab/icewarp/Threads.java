// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The threads of the server: few, and each serves the next session as soon as one is over. */
final class Threads {
    /** One thread; a session that is written ahead of time keeps it until its own end. */
    static final class Thread {
        final String name;
        private boolean busy;
        private long freeFrom;

        private Thread(String name) {
            this.name = name;
        }

        void free(long from) {
            busy = false;
            freeFrom = from;
        }
    }

    private final List<Thread> all = new ArrayList<>();
    private final int digits;

    Threads(int digits) {
        this.digits = digits;
    }

    Thread take(long start) {
        for (Thread one : all) {
            if (!one.busy && one.freeFrom < start) {
                one.busy = true;
                return one;
            }
        }
        Thread fresh = new Thread(String.format(Locale.ROOT, "%0" + digits + "X", 0x0F4C + 0x2C * all.size()));
        fresh.busy = true;
        all.add(fresh);
        return fresh;
    }
}
