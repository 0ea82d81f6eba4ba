// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.contain.Order;
import argine.contain.Step;
import argine.server.access.Lock;
import argine.server.access.Needed;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how far an account is contained. */
final class ContainOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--yes", description = "Does it; without it, only what would be done is shown.")
    private boolean yes;

    @Option(
            names = "--lock",
            paramLabel = "HOW",
            description =
                    "sending (its owner can still read) or full. By itself: sending where the"
                            + " password is changed too, else full.")
    private Optional<String> lock = Optional.empty();

    @Option(
            names = "--store-lock",
            description = "Sets the lock of the accounts' own store too, beside the deny list.")
    private boolean storeLock;

    @Option(
            names = "--without",
            paramLabel = "STEP",
            split = ",",
            description =
                    "Leaves out a step: lock, password, cache, sessions, queue, footholds, proof.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--spare-unknown",
            description =
                    "Leaves SMTP sessions alone that have sent nothing yet, so that nobody knows"
                            + " whose they are.")
    private boolean spareUnknown;

    @Option(
            names = "--show-password",
            description = "Shows the new password, once. It is kept nowhere.")
    private boolean showPassword;

    @Option(
            names = "--thief-password-from",
            paramLabel = "FILE",
            description =
                    "The password that the thief knows, on the first line of a file or of standard"
                            + " input (-): it is tried, as proof.")
    private Optional<String> thiefPasswordFrom = Optional.empty();

    @Option(
            names = "--even-so",
            description =
                    "Also locks the last administrator, an account that a program here needs, or a"
                            + " name that the store does not know.")
    private boolean evenSo;

    @Option(
            names = "--needed",
            paramLabel = "FILE",
            description =
                    "Accounts that a program here logs in with, one a line: they are locked only with"
                            + " --even-so (${DEFAULT-VALUE}, if it is there).",
            defaultValue = "/etc/argine/needed-accounts")
    private Path needed = NamedAccounts.NEEDED;

    @Option(
            names = "--guard-config",
            paramLabel = "FILE",
            description =
                    "The guard's configuration: from and to whom it sends its alerts is locked only"
                            + " with --even-so (${DEFAULT-VALUE}, if it is there).",
            defaultValue = "/etc/argine/guard.toml")
    private Path guardConfig = AlertAccounts.USUAL;

    @Option(
            names = "--administrators",
            paramLabel = "FILE",
            description =
                    "Accounts of those who administer, one a line: the last one is locked only with"
                            + " --even-so (${DEFAULT-VALUE}, if it is there).",
            defaultValue = "/etc/argine/administrators")
    private Path administrators = NamedAccounts.ADMINISTRATORS;

    @Option(
            names = "--release",
            paramLabel = "ACCOUNT",
            description = "Takes back what was done to an account.")
    private Optional<String> release = Optional.empty();

    @Option(
            names = "--same-password",
            description =
                    "With --release: although the password is still the stolen one; puts it back"
                            + " too.")
    private boolean samePassword;

    @Option(names = "--list", description = "Shows who is contained, and what broke off.")
    private boolean list;

    @Option(names = "--resume", description = "Goes on with what broke off.")
    private boolean resume;

    @Option(
            names = "--new-password",
            description = "With --resume: sets another one, where one was set and never shown.")
    private boolean newPassword;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where Argine remembers what it did (${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/argine")
    private Path store = Store.USUAL_PLACE;

    boolean yes() {
        return yes;
    }

    boolean showPassword() {
        return showPassword;
    }

    Optional<String> release() {
        return release;
    }

    boolean samePassword() {
        return samePassword;
    }

    boolean list() {
        return list;
    }

    boolean resume() {
        return resume;
    }

    Store store() {
        return new Store(store);
    }

    /** The option that names the store, for the next command; none if it is the usual one. */
    List<String> storeWords() {
        return store.equals(Store.USUAL_PLACE) ? List.of() : List.of("--store", store.toString());
    }

    Optional<String> thiefPasswordFrom() {
        return thiefPasswordFrom;
    }

    List<Needed> needed() throws IOException {
        List<Needed> all = new ArrayList<>();
        NamedAccounts.in(needed, NamedAccounts.NEEDED)
                .forEach(one -> all.add(new Needed(one, "a program here logs in with it")));
        all.addAll(AlertAccounts.in(guardConfig));
        return all;
    }

    List<String> administrators() throws IOException {
        return NamedAccounts.in(administrators, NamedAccounts.ADMINISTRATORS);
    }

    Order order(Optional<String> thiefPassword) {
        return new Order(
                lock.map(this::lock),
                storeLock,
                steps(),
                spareUnknown,
                thiefPassword,
                newPassword,
                evenSo);
    }

    private Lock lock(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "sending" -> Lock.SENDING;
            case "full" -> Lock.FULL;
            default -> throw wrong("--lock is sending or full");
        };
    }

    private Set<Step> steps() {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        for (String word : without) {
            String wanted = word.strip().toLowerCase(Locale.ROOT);
            steps.add(
                    Arrays.stream(Step.values())
                            .filter(step -> step.word().equals(wanted))
                            .findFirst()
                            .orElseThrow(() -> wrong("there is no step '" + word + "'")));
        }
        return steps;
    }

    ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
