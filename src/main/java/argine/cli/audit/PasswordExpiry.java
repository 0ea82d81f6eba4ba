// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.expiry.Expiries;
import argine.audit.expiry.Expiry;
import argine.audit.expiry.Letter;
import argine.audit.expiry.Notices;
import argine.audit.expiry.Notices.Notice;
import argine.audit.expiry.Notices.Outcome;
import argine.audit.policy.PasswordPolicy;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.OutputOptions;
import argine.cli.desk.StorePlace;
import argine.cli.desk.Surroundings;
import argine.server.Accounts;
import argine.store.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code argine password expiry}: whose password is too old, and a letter before it is. */
@CommandLine.Command(
        description =
                "Says whose password has expired and whose will soon; writes to the latter if told.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine password expiry --policy legacy --shadow /etc/shadow",
            "  argine password expiry --policy FILE --accounts-config FILE --notify        to whom?",
            "  argine password expiry --policy FILE --accounts-config FILE --notify --yes",
            "",
            "Nobody is written to twice on one day, so once a day from cron is right.",
            "",
            "Exit code: 0 done, 1 could not be done or not all sent, 2 asked wrongly;",
            "without --notify 3 if a password has expired."
        })
public final class PasswordExpiry implements Command {
    private static final String KIND = "expiry";

    private final Surroundings surroundings;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            required = true,
            description = "A policy file with expireAfterDays and notifyDays, or legacy.")
    private String policy = "";

    @Mixin private DirectoryOptions directory = new DirectoryOptions();

    @Option(
            names = "--notify",
            description = "Writes to everybody whose password expires within the days of notice.")
    private boolean notify;

    @Option(names = "--yes", description = "Sends; without it only says what would be sent.")
    private boolean yes;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "Who the letters are from; the account's postmaster if not given.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--letter",
            paramLabel = "FILE",
            description =
                    "A text of your own: the subject in the first line; {account}, {date}, {days}.")
    private Optional<Path> letter = Optional.empty();

    @Option(
            names = "--sendmail",
            paramLabel = "FILE",
            description = "The server's program (${DEFAULT-VALUE}).",
            defaultValue = "/usr/sbin/sendmail")
    private Path sendmail = Path.of("/usr/sbin/sendmail");

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where to remember who was written to (usually /var/lib/argine).")
    private Optional<Path> store = Optional.empty();

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private CommandLine.Model.CommandSpec spec;

    public PasswordExpiry(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean json = output.isJson();
        PasswordPolicy asked = PasswordPolicy.of(policy);
        refuse(asked);
        ZonedDateTime now = surroundings.clock().instant().atZone(surroundings.clock().getZone());
        Accounts.Listing listing = directory.accounts().list();
        Expiries expiries = Expiries.of(listing.accounts(), asked, now.toInstant());
        List<Notice> notices = notify ? notices(expiries.near(), now) : List.of();
        ExpiryFace face = new ExpiryFace(asked, expiries, notices, listing, now, yes);
        output.show(surroundings, json ? face.json() : face.text());
        if (!notify) {
            return expiries.over().isEmpty() ? Exit.DONE : Exit.SOMETHING_IS_WRONG;
        }
        return notices.stream().anyMatch(one -> one.outcome() == Outcome.NOT_WRITTEN)
                ? Exit.NOT_DONE
                : Exit.DONE;
    }

    private void refuse(PasswordPolicy asked) {
        if (asked.expireAfterDays() == 0) {
            throw wrong("no password expires by this policy; set expireAfterDays in it");
        }
        if (notify && asked.notifyDays() == 0) {
            throw wrong("this policy has no days of notice; set notifyDays in it");
        }
        if (yes && !notify) {
            throw wrong("--yes goes with --notify");
        }
        if (from.filter(name -> !Letter.isMailbox(name)).isPresent()) {
            throw wrong("--from is an address such as postmaster@example.org");
        }
    }

    private List<Notice> notices(List<Expiry> near, ZonedDateTime now) throws IOException {
        Letter text = letter.isPresent() ? Letter.read(letter.get()) : Letter.USUAL;
        Notices notices = new Notices(text, from, sendmail, now);
        Path folder = store.orElseGet(StorePlace::ofThisProcess);
        LocalDate today = now.toLocalDate();
        List<Notice> done = new ArrayList<>();
        if (!yes) {
            try (Told told = Told.look(folder, KIND, today)) {
                near.forEach(one -> done.add(notices.plan(one, told)));
            }
            return done;
        }
        if (!Files.isExecutable(sendmail)) {
            throw new IOException(sendmail + " is not there; name it: --sendmail FILE");
        }
        try (Told told = Told.take(folder, KIND, today)) {
            for (Expiry one : near) {
                done.add(notices.write(one, told));
            }
        }
        return done;
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
