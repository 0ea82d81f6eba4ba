// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.contain.Containment;
import argine.detect.check.Shut;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The accounts whose door is shut, as the receipts in a store tell, for who looks at a server. */
public final class ContainedAccounts {
    private ContainedAccounts() {}

    /**
     * Those that were contained before a time and are still, since somebody last shut something of
     * theirs; nobody where that cannot be read.
     */
    public static List<Shut> at(Instant time, Path store) {
        try {
            return Containment.newest(new Store(store), time).stream()
                    .map(
                            one ->
                                    new Shut(
                                            one.account(),
                                            one.shut().orElseThrow(),
                                            one.receipt().toString()))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
