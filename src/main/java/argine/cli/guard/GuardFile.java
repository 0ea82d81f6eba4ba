// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.wire.Listen;
import java.io.IOException;
import java.nio.file.Path;

/** The daemon's configuration file. */
record GuardFile(Path file) {

    Setup read() throws IOException {
        return new Setup(Configuration.EMPTY, Listen.USUAL, Directory.EMPTY, "");
    }

    static String summary(Setup setup) {
        return setup.toString();
    }
}
