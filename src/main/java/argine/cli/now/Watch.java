// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import argine.detect.check.Answer;
import argine.investigate.face.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Looks again and again and redraws the screen, until somebody types {@code q}.
 *
 * <p>It draws on the terminal's other screen and hides the cursor; both are put back however it
 * ends, also by Ctrl-C. Looking never takes more than a fifth of the time.
 */
public final class Watch {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_ROW = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final int END = -1;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int SHARE = 4;

    private final PrintWriter out;
    private final Clock clock;
    private final Screen screen;
    private final Look look;

    /** Takes a look at the server. */
    public interface Look {
        Answer take() throws IOException;
    }

    public Watch(PrintWriter out, Clock clock, Screen screen, Look look) {
        this.out = out;
        this.clock = clock;
        this.screen = screen;
        this.look = look;
    }

    /** Redraws after each pause, until a key that quits comes in. */
    public void until(InputStream keys, Duration pause) {
        Thread restore = new Thread(this::leave, "argine-screen");
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            print(ENTER);
            redrawUntil(typed(keys), pause);
        } finally {
            leave();
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private void redrawUntil(BlockingQueue<Integer> keys, Duration pause) {
        try {
            boolean quit = false;
            while (!quit) {
                Instant before = clock.instant();
                draw();
                Duration took = Duration.between(before, clock.instant()).multipliedBy(SHARE);
                quit = isQuit(keys, took.compareTo(pause) > 0 ? took : pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isQuit(BlockingQueue<Integer> keys, Duration pause)
            throws InterruptedException {
        Integer key = keys.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        return key != null && (key == 'q' || key == 'Q' || key == CTRL_C || key == CTRL_D);
    }

    private void draw() {
        List<String> rows;
        try {
            rows = screen.of(look.take());
        } catch (IOException e) {
            rows = List.of(Plain.line("cannot look now: " + e.getMessage(), screen.columns()));
        }
        StringBuilder page = new StringBuilder(HOME);
        rows.forEach(row -> page.append(row).append(REST_OF_ROW).append("\r\n"));
        print(page.append(REST_OF_SCREEN).toString());
    }

    private void leave() {
        print(LEAVE);
    }

    private void print(String text) {
        synchronized (out) {
            out.print(text);
            out.flush();
        }
    }

    /** The keys as they are typed; when there are no more, the screen goes on without. */
    private static BlockingQueue<Integer> typed(InputStream keys) {
        BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
        Thread.ofPlatform()
                .name("argine-keys")
                .daemon()
                .start(
                        () -> {
                            try {
                                int key = keys.read();
                                while (key != END) {
                                    typed.add(key);
                                    key = keys.read();
                                }
                            } catch (IOException _) {
                                return; // no more keys
                            }
                        });
        return typed;
    }
}
