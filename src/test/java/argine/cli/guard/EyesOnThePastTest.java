// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.Stance;
import argine.guard.intrusion.IntrusionSettings;
import argine.mail.MailEvent;
import argine.store.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first day of a guard, in an office where all passwords were changed. */
class EyesOnThePastTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T08:00:10Z"), ZoneOffset.UTC);
    private static final int TELEPHONES = 10;
    private static final String IN =
            "%s mx dovecot: imap-login: Login: user=<u%d@corp.test>, method=PLAIN,"
                    + " rip=203.0.113.9, lip=192.0.2.1, mpid=1, TLS, session=<a%d>";
    private static final String WRONG =
            "%s mx dovecot: auth: passwd-file(u%d@corp.test,203.0.113.9): Password mismatch";

    @TempDir Path folder;

    private static Stream<String> lines(String form, String at) {
        return IntStream.range(0, TELEPHONES).mapToObj(i -> form.formatted(at, i, i));
    }

    private static void step(Eyes eyes) {
        boolean more = true;
        while (more) {
            more = eyes.step();
        }
    }

    /** Who is barred after ten telephones tried their old passwords from one address. */
    private List<String> barred(Stream<String> before) throws IOException {
        Path log = Files.write(folder.resolve("mail.log"), before.toList());
        Clocks clocks = new Clocks(CLOCK, System::nanoTime);
        try (Guard guard =
                Guard.of(
                        Configuration.EMPTY.with(IntrusionSettings.usual(Stance.ENFORCE)),
                        GuardStore.open(folder.resolve("store"), folder.resolve("copy"), clocks),
                        Directory.EMPTY,
                        clocks,
                        _ -> {})) {
            Homes homes = new Homes(guard::loggedIn);
            try (Eyes eyes =
                    eyes(log, homes, homes.andThen(new Offences(guard::offended, () -> false)))) {
                step(eyes);
                Files.write(
                        log,
                        lines(WRONG, "2026-11-24T08:00:00+00:00").toList(),
                        StandardOpenOption.APPEND);
                step(eyes);
            }
            return guard.office().barred().stream().map(bar -> bar.whom().toString()).toList();
        }
    }

    private Eyes eyes(Path log, Consumer<MailEvent> past, Consumer<MailEvent> news)
            throws IOException {
        return Eyes.open(
                new Eyes.Wanted(
                        new Watching.Logs(List.of(log), false, folder, Duration.ofDays(14)),
                        folder.resolve("position"),
                        past,
                        news,
                        _ -> {},
                        name -> name,
                        text -> {
                            throw new IllegalStateException(text);
                        }),
                CLOCK);
    }

    @Test
    void anOfficeThatLoggedInBeforeIsNotBarredForItsOldPasswords() throws IOException {
        assertEquals(List.of(), barred(lines(IN, "2026-11-20T08:00:00+00:00")));
    }

    @Test
    void whereNobodyEverLoggedInItIsAGuesser() throws IOException {
        assertEquals(List.of("203.0.113.9/32"), barred(Stream.of()));
    }
}
