// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets one live test at a time have the mail servers of this machine, whoever runs it.
 *
 * <p>Each has a lab of its own, but they share the kernel's table of connections, in which a test
 * ends what may be a thief's. JUnit finds this by META-INF/services.
 */
public final class LabTurn implements BeforeAllCallback, AfterAllCallback {
    private static final Path FILE =
            Path.of(System.getProperty("java.io.tmpdir"), "argine-live-test.lock");

    private @Nullable FileChannel turn;

    private static boolean isLive(ExtensionContext context) {
        return Boolean.getBoolean("argine.lab")
                && context.getRequiredTestClass().getSimpleName().startsWith("Live");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (isLive(context)) {
            FileChannel channel =
                    FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            turn = channel;
            channel.lock(); // the end of this process gives it back, too
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        FileChannel channel = turn;
        if (isLive(context) && channel != null) {
            turn = null;
            channel.close();
        }
    }
}
