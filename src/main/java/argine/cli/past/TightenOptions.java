// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.guard.replay.Learning.Measure;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether limits are to be drawn close to habits, and how close. */
final class TightenOptions {
    private static final int USUAL_MARGIN = 2;
    private static final int USUAL_FLOOR = 30;
    private static final int USUAL_DAYS = 99;
    private static final int OF_ACCOUNTS = 90;
    private static final int KNOWN_AFTER = 5;
    private static final int MOST_MARGIN = 100;
    private static final int MOST_FLOOR = 1_000_000;

    @Option(
            names = "--tighten",
            description = "Propose limits close to what each account does, not only higher ones.")
    private boolean tighten;

    @Option(
            names = "--margin",
            paramLabel = "TIMES",
            description = "With --tighten: so many times what was done (" + USUAL_MARGIN + ").")
    private Optional<Integer> margin = Optional.empty();

    @Option(
            names = "--floor",
            paramLabel = "NUMBER",
            description = "With --tighten: propose no limit below that (" + USUAL_FLOOR + ").")
    private Optional<Integer> floor = Optional.empty();

    @Option(
            names = "--of-days",
            paramLabel = "PERCENT",
            description =
                    "With --tighten: what is done on so many of its days is a habit ("
                            + USUAL_DAYS
                            + ").")
    private Optional<Integer> days = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec command;

    Optional<Measure> measure() {
        if (!tighten && (margin.isPresent() || floor.isPresent() || days.isPresent())) {
            throw wrong("--margin, --floor and --of-days need --tighten");
        }
        Measure measure =
                new Measure(
                        OF_ACCOUNTS,
                        within("--of-days", days.orElse(USUAL_DAYS), 100),
                        within("--margin", margin.orElse(USUAL_MARGIN), MOST_MARGIN),
                        within("--floor", floor.orElse(USUAL_FLOOR), MOST_FLOOR),
                        KNOWN_AFTER);
        return tighten ? Optional.of(measure) : Optional.empty();
    }

    private int within(String name, int number, int most) {
        if (number < 1 || number > most) {
            throw wrong(name + ": from 1 to " + most);
        }
        return number;
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(command.commandLine(), what);
    }
}
