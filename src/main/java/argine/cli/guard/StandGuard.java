// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.guard.dns.Dns;
import argine.guard.wire.Notices;
import argine.guard.wire.host.Signals;
import argine.guard.wire.host.Supervisor;
import argine.guard.wire.host.SystemNames;
import argine.guard.wire.host.SystemRecords;
import argine.store.Clocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code argine guard}: stands at the door until it is told to stop. */
@CommandLine.Command(
        description =
                "Answers the mail server while mail is at the door: limits, senders, stopped accounts.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard --check-config              is the configuration right?",
            "  argine guard                             stands guard, in the foreground",
            "  argine guard doctor                      is every rule reached?",
            "  argine guard status",
            "  argine guard block rossi@example.org",
            "",
            "systemctl start argine-guard is how it usually runs. SIGHUP reads the configuration again.",
            "Exit code: 0 it was told to stop, 1 it could not begin, 2 asked wrongly."
        })
public final class StandGuard implements Command {
    private static final int PATIENCE = 30;
    private static final long TICK = 500;
    private static final int TICKS_A_STATUS = 20;

    private final Surroundings surroundings;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("/etc/argine/guard.toml");

    @Option(
            names = "--check-config",
            description = "Reads the configuration and says what is wrong.")
    private boolean check;

    public StandGuard(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        GuardFile file = GuardFile.withUsualLog(config, surroundings.clock());
        if (check) {
            Setup setup = file.read();
            surroundings.out().println(config + " is right. " + GuardFile.summary(setup));
            setup.warnings(surroundings.clock().instant())
                    .forEach(warning -> surroundings.out().println("Warning: " + warning + "."));
            return Exit.DONE;
        }
        Notices notices =
                new Notices(
                        surroundings.err(),
                        surroundings.clock(),
                        !System.getenv().getOrDefault("JOURNAL_STREAM", "").isEmpty());
        Thread atExit = new Thread(this::stop, "argine-stop");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            stand(file, notices);
        } finally {
            ended.countDown();
        }
        return Exit.DONE;
    }

    private void stop() {
        asked.countDown();
        try {
            ended.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stand(GuardFile file, Notices notices) throws IOException {
        Supervisor supervisor = Supervisor.at(System.getenv().getOrDefault("NOTIFY_SOCKET", ""));
        Clocks clocks = new Clocks(surroundings.clock(), System::nanoTime);
        Dns dns = new Dns(SystemNames::addresses, SystemRecords::of);
        try (Daemon daemon = Daemon.start(file::read, clocks, dns, notices)) {
            Signals.onHangup(() -> reload(daemon, supervisor));
            supervisor.ready(daemon.status());
            notices.notice("standing-guard", "config", config.toString());
            untilAsked(daemon, supervisor, notices);
            supervisor.stopping();
            notices.notice("stopping");
        }
    }

    private static void reload(Daemon daemon, Supervisor supervisor) {
        supervisor.reloading(System.nanoTime() / 1000);
        String trouble = daemon.reload();
        supervisor.ready(trouble.isEmpty() ? daemon.status() : trouble);
    }

    private void untilAsked(Daemon daemon, Supervisor supervisor, Notices notices) {
        try {
            for (long tick = 1; !asked.await(TICK, TimeUnit.MILLISECONDS); tick++) {
                tick(daemon, notices);
                if (tick % TICKS_A_STATUS == 0) {
                    supervisor.alive(daemon.status());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A mistake in what is done beside deciding must not end the deciding. */
    private static void tick(Daemon daemon, Notices notices) {
        try {
            daemon.tick();
        } catch (RuntimeException e) {
            notices.error("our-mistake", "door", "tick", "error", e.toString());
        }
    }
}
