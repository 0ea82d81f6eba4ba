// SPDX-License-Identifier: Apache-2.0
import argine.audit.scheme.Check;
import argine.audit.scheme.Schemes;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Guesses per second of processor time of Argine against stored passwords that no guess hits, one to an argument.
 *
 * <pre>java -cp target/classes:target/lib/* src/bench/GuessSpeed.java GUESSES THREADS STORED...</pre>
 */
public class GuessSpeed {
    public static void main(String[] args) throws InterruptedException {
        int guesses = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        for (String stored : List.of(args).subList(2, args.length)) {
            Account account =
                    new Account("u", List.of(), StoredPassword.of(stored, "CRYPT"), Account.Traits.NONE);
            if (!(Schemes.look(account) instanceof Schemes.Looked.CanBeChecked(Schemes.Checkable password))) {
                throw new IllegalArgumentException("not readable: " + account.password());
            }
            run(password, guesses / 4, threads);
            System.out.printf(
                    Locale.ROOT, "%s %.1f%n", password.scheme(), run(password, guesses, threads));
        }
    }

    private static double run(Schemes.Checkable password, int guesses, int threads)
            throws InterruptedException {
        long begin = used();
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int first = t;
            all[t] =
                    new Thread(
                            () -> {
                                Check check = password.check();
                                for (int i = first; i < guesses; i += threads) {
                                    check.matches(("Password" + i).getBytes(StandardCharsets.UTF_8));
                                }
                            });
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        return guesses * 1e9 / (used() - begin);
    }

    private static long used() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
