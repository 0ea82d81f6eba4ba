// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * Packs the lines that a ledger keeps as evidence, account by account.
 *
 * <p>A large server has hundreds of thousands of them, of which a report shows a few hundred. It
 * takes some microseconds for each, so it is for whoever sees that memory matters.
 *
 * <p><b>Limits.</b> Lines about names that never got in are left as they are: they are forgotten
 * before long.
 */
public final class Packing implements AutoCloseable {
    /** So many are packed together: more take less memory, and more time to show one. */
    private static final int TOGETHER = 64;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final List<Kept> loose = new ArrayList<>();

    private Packing() {}

    /** Packs what is not packed yet; nobody else may use the ledger meanwhile. */
    public static void pack(Ledger ledger) {
        try (Packing packing = new Packing()) {
            ledger.profiles().forEach(packing::add);
            ledger.inboxes().forEach(inbox -> packing.add(inbox.notes.kept()));
            packing.bundle();
        }
    }

    private void add(Profile profile) {
        profile.usages().forEach(usage -> add(usage.notes.kept()));
        profile.attempts.values().forEach(attempts -> add(attempts.kept()));
    }

    private void add(Stream<Kept> kept) {
        kept.filter(one -> !one.isPacked()).forEach(loose::add);
        if (loose.size() >= TOGETHER) {
            bundle();
        }
    }

    private void bundle() {
        List<Line> lines = loose.stream().map(Kept::line).toList();
        Bundle bundle = Bundle.of(lines, deflater);
        for (int i = 0; i < lines.size(); i++) {
            loose.get(i).packed(bundle, i);
        }
        loose.clear();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
