// SPDX-License-Identifier: Apache-2.0
import argine.audit.scheme.Check;
import argine.audit.scheme.Schemes;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Guesses a second of Argine against stored passwords that no guess hits, one to an argument.
 *
 * <pre>java -cp target/classes:target/lib/* src/bench/GuessSpeed.java SECONDS THREADS STORED...</pre>
 */
public class GuessSpeed {
    public static void main(String[] args) throws InterruptedException {
        long nanos = Long.parseLong(args[0]) * 1_000_000_000;
        int threads = Integer.parseInt(args[1]);
        for (String stored : List.of(args).subList(2, args.length)) {
            Account account =
                    new Account("u", List.of(), StoredPassword.of(stored, "CRYPT"), Account.Traits.NONE);
            if (!(Schemes.look(account) instanceof Schemes.Looked.Readable(Schemes.Checkable password))) {
                throw new IllegalArgumentException("not readable: " + account.password());
            }
            run(password, nanos / 4, threads);
            double speed = run(password, nanos, threads);
            System.out.printf(Locale.ROOT, "%s %.1f%n", password.scheme(), speed);
        }
    }

    private static double run(Schemes.Checkable password, long nanos, int threads)
            throws InterruptedException {
        LongAdder guesses = new LongAdder();
        long begin = System.nanoTime();
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int first = t;
            all[t] =
                    new Thread(
                            () -> {
                                Check check = password.check();
                                for (long i = first; System.nanoTime() - begin < nanos; i += threads) {
                                    check.matches(("Password" + i).getBytes(StandardCharsets.UTF_8));
                                    guesses.increment();
                                }
                            });
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        return guesses.sum() * 1e9 / (System.nanoTime() - begin);
    }
}
