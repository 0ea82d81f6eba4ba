// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Progress;
import argine.cli.desk.Surroundings;
import argine.cli.guard.Setup;
import argine.guard.Channel;
import argine.guard.Logins;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.guard.replay.Learning;
import argine.guard.replay.PastMessages;
import argine.server.MailServer;
import argine.server.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code argine guard learn}: which exceptions the guard's rules need, by what people did. */
@CommandLine.Command(
        description =
                "Proposes the exceptions that the guard's rules need, from what people did so far.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard learn --log /var/log --since 30d",
            "  argine guard learn --log mail.log --limits guard.toml -o proposed.toml",
            "  argine guard learn --log /var/log --since 60d --tighten",
            "",
            "Prints lines for guard.toml, and changes nothing. Accounts that the log shows in a",
            "stranger's hands teach nothing.",
            "",
            "Exit code: 0 done, 1 could not be done, 2 asked wrongly."
        })
public final class GuardLearn implements Command {
    private final Surroundings surroundings;

    @Mixin private PastOptions past = new PastOptions();

    @Mixin private TightenOptions tighten = new TightenOptions();

    @Option(
            names = "--least",
            paramLabel = "NUMBER",
            description =
                    "How many messages under another name make it a habit (${DEFAULT-VALUE}).")
    private int least = 3;

    public GuardLearn(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean json = past.output().isJson();
        Optional<Learning.Measure> measure = tighten.measure();
        Setup setup = past.setup();
        Logins logins = setup.guard().logins(setup.directory());
        MailServer server = past.server(surroundings);
        LimitSettings settings = setup.guard().limits();
        List<Limit> limits = limits(settings, Channel.SUBMISSION);
        Learning learning = new Learning(setup.guard(), setup.directory(), limits);
        try (Progress progress = new Progress(surroundings)) {
            Reading reading =
                    PastOptions.messages(server, progress, new PastMessages(learning::message));
            Set<String> misused = PastOptions.misused(server, logins, progress);
            Optional<Learned.Close> close =
                    measure.map(
                            one ->
                                    new Learned.Close(
                                            one,
                                            learning.tightened(misused, least, one),
                                            likewise(settings, limits)));
            Learned learned =
                    new Learned(
                            learning.accounts(),
                            close.map(one -> one.limits().proposals())
                                    .orElseGet(() -> learning.proposals(misused, least)),
                            learning.usual(misused),
                            close,
                            misused,
                            reading);
            past.output()
                    .show(
                            surroundings,
                            json ? LearnedJson.json(learned) : LearnedToml.toml(learned));
        }
        return Exit.DONE;
    }

    private static List<Limit> limits(LimitSettings settings, Channel channel) {
        return settings.budget(channel).limits().getOrDefault(Scope.ACCOUNT, List.of());
    }

    /** The channels of people that have these limits. */
    private static List<Channel> likewise(LimitSettings settings, List<Limit> limits) {
        return Stream.of(Channel.SUBMISSION, Channel.WEBMAIL)
                .filter(channel -> limits.equals(limits(settings, channel)))
                .toList();
    }
}
