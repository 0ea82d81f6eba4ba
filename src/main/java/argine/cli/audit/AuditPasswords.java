// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.Effort;
import argine.audit.Memory;
import argine.audit.PasswordAudit;
import argine.audit.PasswordReport;
import argine.audit.SmtpUse;
import argine.audit.policy.PasswordPolicy;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.OutputOptions;
import argine.cli.desk.Stop;
import argine.cli.desk.Surroundings;
import argine.server.Accounts;
import argine.server.Log;
import argine.server.Servers;
import argine.server.access.AccessFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code argine audit passwords}: whose password strangers guess, and by which rule. */
@CommandLine.Command(
        description = "Says whose password strangers guess, and by which rule; never the password.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine audit passwords --passwd-file /etc/dovecot/users --aliases /etc/postfix/virtual",
            "  argine audit passwords --shadow /etc/shadow --aliases /etc/aliases",
            "  argine audit passwords --icewarp accounts.csv",
            "  argine audit passwords --accounts-config /etc/argine/accounts.conf",
            "  argine audit passwords --passwd-file users --words acme --words rome --format json",
            "  argine audit passwords --passwd-file users --for 2h    and go on tomorrow",
            "",
            "Exit code: 0 nobody is weak, 1 not done or not to its end, 2 asked wrongly, 3 somebody is."
        })
public final class AuditPasswords implements Command {
    private final Surroundings surroundings;

    @Mixin private DirectoryOptions directory = new DirectoryOptions();

    @Option(
            names = "--words",
            paramLabel = "WORD|FILE",
            description = "A word that people here make passwords from, or a file of them.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Also says who breaks a password policy: a file, modern or legacy.")
    private Optional<String> policy = Optional.empty();

    @Option(
            names = "--hibp",
            paramLabel = "FILE",
            description = "A sorted file of breached SHA-1 or NT hashes.")
    private Optional<Path> breached = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "PATH",
            description =
                    "Also says who never sent by SMTP: a log of a month or more, or a folder of"
                            + " them.")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--homes",
            paramLabel = "PATTERN",
            description =
                    "Also says whose Sieve rules or .forward send mail elsewhere: where the homes are,"
                            + " /var/vmail/%%d/%%n, or doveadm, which is asked for each.")
    private Optional<String> homes = Optional.empty();

    @Option(
            names = "--dovecot",
            paramLabel = "FILE",
            description = "For --homes doveadm: Dovecot's configuration, if it is elsewhere.")
    private Optional<Path> dovecot = Optional.empty();

    @Option(
            names = "--effort",
            paramLabel = "HOW",
            description = "quick, normal or thorough (${DEFAULT-VALUE}).",
            defaultValue = "normal")
    private Effort effort = Effort.NORMAL;

    @Option(names = "--full", description = "Tries every account again, changed or not.")
    private boolean full;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stops after 30s, 20m or 2h; the next run goes on.")
    private Optional<String> limit = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Where to remember what was tried (keyed fingerprints, no hashes).")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--no-state", description = "Remembers nothing.")
    private boolean noState;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many processors to use; all of them if not given.")
    private Optional<Integer> threads = Optional.empty();

    @Mixin private LoginOptions login = new LoginOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private CommandLine.Model.CommandSpec spec;

    public AuditPasswords(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean json = output.isJson();
        String wrong = login.wrong();
        if (!wrong.isEmpty()) {
            throw asked(wrong);
        }
        Duration pause = duration(login.pause());
        Accounts.Listing listing = directory.accounts().list();
        PasswordReport report;
        try (Stop stop = Stop.after(limit.map(this::duration))) {
            report = audited(listing, pause, stop);
            output.show(surroundings, json ? PasswordFace.json(report) : PasswordFace.text(report));
            surroundings.flush(); // nothing more is done once who was asked to stop has stopped
        }
        return report.isSomebodyWeak()
                ? Exit.SOMETHING_IS_WRONG
                : report.isFinished() ? Exit.DONE : Exit.NOT_DONE;
    }

    private PasswordReport audited(Accounts.Listing listing, Duration pause, Stop stop)
            throws IOException {
        try (Countdown countdown = new Countdown(surroundings)) {
            Optional<PasswordPolicy> asked =
                    policy.isEmpty()
                            ? Optional.empty()
                            : Optional.of(PasswordPolicy.of(policy.get()));
            int processors = Runtime.getRuntime().availableProcessors();
            PasswordAudit.Options options =
                    new PasswordAudit.Options(
                            effort,
                            words(),
                            full,
                            Math.clamp(threads.orElse(processors), 1, 256),
                            asked,
                            breached.or(() -> asked.flatMap(PasswordPolicy::breached)),
                            sent(),
                            homes.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(AccessFinder.homes(homes.get(), dovecot)),
                            surroundings.clock());
            PasswordReport report =
                    new PasswordAudit(options, memory(), countdown, stop::isAsked).run(listing);
            return login.tried(report, listing, pause, stop, surroundings);
        }
    }

    /** Where no log is named nothing is said of who never sent. */
    private SmtpUse sent() throws IOException {
        if (logs.isEmpty()) {
            return SmtpUse.UNKNOWN;
        }
        Optional<Log> log =
                Servers.find(
                                new Servers.Asked(
                                        logs,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        surroundings.clock()))
                        .log();
        return log.isPresent() ? SmtpUse.of(log.get()) : SmtpUse.UNKNOWN;
    }

    private Memory memory() throws IOException {
        if (noState) {
            return Memory.none();
        }
        if (state.isPresent()) {
            return Memory.open(state.get());
        }
        try {
            return Memory.open(usualState());
        } catch (IOException e) {
            surroundings.err().println("argine: " + e.getMessage() + "; going on without it");
            return Memory.none();
        }
    }

    private static Path usualState() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root
                ? Path.of("/var/lib/argine/audit.state")
                : Path.of(System.getProperty("user.home"), ".local/state/argine/audit.state");
    }

    /** Each word as it is; what is the name of a file stands for the words in it. */
    private List<String> words() throws IOException {
        List<String> all = new ArrayList<>();
        for (String word : words) {
            if (isFile(word)) {
                Files.readAllLines(Path.of(word), StandardCharsets.UTF_8).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(all::add);
            } else {
                all.add(word);
            }
        }
        return all;
    }

    private static boolean isFile(String word) {
        try {
            return Files.isRegularFile(Path.of(word));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private Duration duration(String text) {
        if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
            throw asked("'" + text + "' is no time; 30s, 20m, 2h");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private CommandLine.ParameterException asked(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
