// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A piece of work on a thread of its own; what it throws is thrown on to whoever waits for it. */
record Beside<T>(Thread thread, FutureTask<T> task) {

    static <T> Beside<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        return new Beside<>(Thread.ofPlatform().name(name).start(task), task);
    }

    /** Waits for it. */
    T result() throws IOException {
        join();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("holding was interrupted");
        }
    }

    private static IOException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            case RuntimeException mistake -> throw mistake;
            case Error error -> throw error;
            case null, default -> new IOException(cause);
        };
    }

    /** Until it has ended: nothing may be moved once the lock is given back. */
    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
