// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Lets the live tests of one process at a time have the mail servers of this machine, and of a
 * process that may have none says in a line for each test that it did not run.
 *
 * <p>A test is live by its name. It may start real servers with {@code -Dargine.lab=true}, which
 * {@code ./check} says when it is root and the packages are there. Each has a lab of its own, but
 * they share the kernel's table of connections, in which a test ends what may be a thief's. JUnit
 * finds this by META-INF/services.
 */
public final class LabTurn implements BeforeAllCallback, InvocationInterceptor {
    private static final Path FILE =
            Path.of(System.getProperty("java.io.tmpdir"), "argine-live-test.lock");

    /** The turn that this process has, given back when its last test is over. */
    private record Turn(FileChannel channel) implements AutoCloseable {
        static Turn taken() {
            try {
                FileChannel channel =
                        FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                channel.lock(); // the end of this process gives it back, too
                return new Turn(channel);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static boolean isLive(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName().startsWith("Live");
    }

    private static boolean mayRun(ExtensionContext context) {
        return Boolean.getBoolean("argine.lab") || !isLive(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isLive(context) && mayRun(context)) {
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(LabTurn.class))
                    .computeIfAbsent(Turn.class, _ -> Turn.taken());
        }
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        runOrNot(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        runOrNot(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        if (!mayRun(context)) {
            String name = context.getRequiredTestClass().getSimpleName();
            System.out.println(name + ": not run, the lab may not be started here");
        }
        runOrNot(invocation, context);
    }

    private static void runOrNot(Invocation<Void> invocation, ExtensionContext context)
            throws Throwable {
        if (mayRun(context)) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }
}
