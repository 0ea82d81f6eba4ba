// SPDX-License-Identifier: Apache-2.0
import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Envelope;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.setup.ConfigurationFile;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.store.Clocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How much memory the guard takes for the accounts that it keeps count of, under the usual limits, and how many
 * messages it decides a second.
 *
 * <pre>java -Xmx2g -cp target/classes:target/lib/* src/bench/GuardMemory.java ACCOUNTS MESSAGES</pre>
 *
 * Every account sends MESSAGES messages, spread over a day, each to one recipient whom it never wrote to before.
 */
public class GuardMemory {
    public static void main(String[] args) throws Exception {
        int accounts = Integer.parseInt(args[0]);
        int messages = Integer.parseInt(args[1]);
        Path folder = Files.createTempDirectory("guard-memory");
        long[] millis = {Instant.parse("2026-11-24T00:00:00Z").toEpochMilli()};
        long start = millis[0];
        Clocks clocks = new Clocks(() -> Instant.ofEpochMilli(millis[0]), () -> (millis[0] - start) * 1_000_000);
        Configuration usual = ConfigurationFile.of("").configuration();
        GuardStore store = GuardStore.open(folder.resolve("g"), folder.resolve("s"), clocks);
        Guard guard = Guard.of(usual, store, Directory.EMPTY, clocks, _ -> {});
        long before = used();
        long begin = System.nanoTime();
        for (int m = 0; m < messages; m++) {
            for (int a = 0; a < accounts; a++) {
                guard.decide(message("user" + a + "@customer" + a % 1000 + ".example.com", m));
                if (a % 100_000 == 0) {
                    guard.tick();
                }
            }
            millis[0] += 86_400_000L / messages;
        }
        long nanos = System.nanoTime() - begin;
        guard.tick();
        long grown = used() - before;
        System.out.printf(
                Locale.ROOT,
                "%d accounts, %d messages each: %d MiB, %d bytes an account, %d decisions/s on one thread%n",
                accounts,
                messages,
                grown >> 20,
                grown / accounts,
                (long) accounts * messages * 1_000_000_000L / nanos);
        guard.close();
    }

    private static PolicyRequest message(String login, int number) {
        Address recipient = Address.of("friend" + number + "@elsewhere.example");
        return PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                .by(login)
                .from(Client.at(ClientAddress.v4(0xCB007109L)))
                .sending(Envelope.of(Address.of(login), List.of(recipient), 4000));
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
