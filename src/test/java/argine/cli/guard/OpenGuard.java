// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.Office;
import argine.guard.setup.ConfigurationFile;
import argine.store.Clocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A guard over a store of its own, with the usual configuration. */
final class OpenGuard implements Closeable {
    private final Guard guard;

    OpenGuard(Path store, Clock clock) throws IOException {
        Clocks clocks = new Clocks(clock, System::nanoTime);
        Configuration usual = ConfigurationFile.of("").configuration();
        this.guard =
                Guard.of(
                        usual,
                        GuardStore.open(store, store.resolve("copy"), clocks),
                        Directory.EMPTY,
                        clocks,
                        _ -> {});
    }

    Office office() {
        return guard.office();
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }
}
