// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code argine guard bar}: keeps a network out for a time. */
@CommandLine.Command(
        description = "Keeps an address or a network out for a time.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard bar 203.0.113.9 --for 2h --why \"guesses passwords, ticket 812\"",
            "  argine guard bar 2001:db8:1::/48 --for 3d",
            "",
            "Nobody of it may connect or log in, not even where a login is at home. There is no bar",
            "without an end; the longest is a year."
        })
public final class GuardBar implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "NETWORK", description = "203.0.113.9, 203.0.113.0/24, 2001:db8::/48.")
    private String network = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long: 30m, 2h, 3d (${DEFAULT-VALUE}).",
            defaultValue = "1h",
            converter = Span.class)
    private Duration time = Duration.ofHours(1);

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            description = "The reason, for whoever comes next.")
    private String why = "by hand";

    public GuardBar(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told =
                daemon.ask(
                        "/bar",
                        ControlSocket.question()
                                .put("network", network)
                                .put("seconds", time.toSeconds())
                                .put("why", why));
        surroundings
                .out()
                .println(
                        daemon.isJson()
                                ? told.json()
                                : "Barred: "
                                        + BarLines.line(told.tree())
                                        + "\nTo let it in: argine guard unbar "
                                        + BarLines.whom(told.tree()));
        return Exit.DONE;
    }

    /** Reads {@code 30m}, {@code 2h} and {@code 3d}. */
    static final class Span implements CommandLine.ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,5})(m|min|h|d)");

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                throw new CommandLine.TypeConversionException("write 30m, 2h or 3d");
            }
            long number = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }
}
