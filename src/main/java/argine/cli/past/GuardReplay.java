// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Progress;
import argine.cli.desk.Surroundings;
import argine.cli.guard.PastLoop;
import argine.cli.guard.Setup;
import argine.guard.Channel;
import argine.guard.Logins;
import argine.guard.limit.Budget;
import argine.guard.limit.LimitSettings;
import argine.guard.replay.ByRules;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.server.MailServer;
import argine.server.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code argine guard replay}: what the rules would have done to the mail of the past. */
@CommandLine.Command(
        description =
                "Puts the messages of a log to the guard's rules: who would have been refused, and when.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard replay                                   this host's log, this host's rules",
            "  argine guard replay --log mail.log --limits guard.toml",
            "  argine guard replay --log /var/log --since 30d --format json",
            "  argine guard replay --log /var/log --since 7d --loop",
            "",
            "Nothing is refused by it, and nothing written.",
            "",
            "Exit code: 0 done, 1 could not be done, 2 asked wrongly."
        })
public final class GuardReplay implements Command {
    private final Surroundings surroundings;

    @Mixin private PastOptions past = new PastOptions();

    @Option(
            names = "--milter",
            description =
                    "As a milter is asked, once a message; as Postfix asks a policy service without it.")
    private boolean milter;

    @Option(
            names = "--loop",
            description =
                    "Also whom the loop would have stopped by itself; so too where [loop] says contain.")
    private boolean loop;

    public GuardReplay(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean json = past.output().isJson();
        Setup setup = past.setup();
        Logins logins = setup.guard().logins(setup.directory());
        MailServer server = past.server(surroundings);
        try (Progress progress = new Progress(surroundings);
                Scratch scratch = Scratch.make();
                Replay replay =
                        Replay.of(setup.guard(), setup.directory(), manner(setup, scratch))) {
            PastMessages messages =
                    new PastMessages(
                            replay::message, replay::failed, rules(setup, server, progress));
            Optional<PastLoop> seen =
                    loop || PastLoop.isWanted(setup)
                            ? Optional.of(new PastLoop(setup, server))
                            : Optional.empty();
            Reading reading =
                    PastOptions.events(
                            server,
                            progress,
                            event -> {
                                messages.take(event);
                                seen.ifPresent(one -> one.take(event));
                            });
            messages.finish();
            Optional<List<PastLoop.Stop>> stops =
                    seen.isPresent()
                            ? Optional.of(seen.get().play(scratch.folder()))
                            : Optional.empty();
            Set<String> misused = PastOptions.misused(server, logins, progress);
            Replayed replayed =
                    new Replayed(replay.accounts(), replay.robots(), stops, misused, reading);
            past.output()
                    .show(
                            surroundings,
                            json ? ReplayedJson.json(replayed) : ReplayedText.text(replayed));
        }
        return Exit.DONE;
    }

    /** Looked for where something limits it, for it takes a reading of its own. */
    private static ByRules rules(Setup setup, MailServer server, Progress progress)
            throws IOException {
        LimitSettings limits = setup.guard().limits();
        if (limits.budget(Channel.FORWARD).equals(Budget.NONE)
                && limits.budget(Channel.AUTOREPLY).equals(Budget.NONE)) {
            return ByRules.NONE;
        }
        ByRules rules = new ByRules(setup.listen().channels().robots());
        PastOptions.events(server, progress, rules);
        return rules;
    }

    private Replay.Manner manner(Setup setup, Scratch scratch) {
        return new Replay.Manner(
                scratch.folder(),
                !milter,
                !setup.knowsAccounts(),
                (login, client) -> setup.listen().channels().of("", login, client));
    }
}
