// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.cli.ask.RunningGuard;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.OutputOptions;
import argine.cli.desk.Progress;
import argine.cli.desk.ServerOptions;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Typed;
import argine.cli.desk.Written;
import argine.contain.Contained;
import argine.contain.Containment;
import argine.contain.Ledger;
import argine.contain.Order;
import argine.contain.Ordered;
import argine.contain.Pause;
import argine.contain.Plan;
import argine.contain.Receipt;
import argine.contain.Release;
import argine.detect.Geography;
import argine.investigate.Case;
import argine.investigate.Investigation;
import argine.investigate.face.Plain;
import argine.investigate.face.Times;
import argine.server.Servers;
import argine.server.access.Access;
import argine.server.access.AccessFinder;
import argine.server.access.AskedAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code argine contain}: shuts the door on whoever stole a password, and proves it. */
@CommandLine.Command(
        description = "Shuts the door on the thief of a password, proves it, and can take it back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine contain rossi@example.org                  what would be done",
            "  argine contain rossi@example.org --yes            does it, and prints a receipt",
            "  argine contain rossi@example.org --lock full --show-password --yes",
            "  argine contain --list                             who is contained, and since when",
            "  argine contain --release rossi@example.org --yes  opens the account again",
            "",
            "Exit code: 0 the door is shut and it was shown, 1 not or not all of it, 2 asked wrongly,",
            "3 shut, but something that sends mail away was left behind."
        })
public final class Contain implements Command {
    private static final int LONGEST_ACCOUNT = 1024;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "ACCOUNT", description = "Whose door: the login, as the log has it.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--case",
            paramLabel = "ID",
            description = "The account of this case, as argine investigate names it.")
    private Optional<String> caseId = Optional.empty();

    @Option(
            names = "--account-from",
            paramLabel = "FILE",
            description = "The account on the first line of a file or of standard input (-).")
    private Optional<String> accountFrom = Optional.empty();

    @Mixin private ContainOptions options = new ContainOptions();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Mixin private RunningGuard guard = new RunningGuard();

    @Option(
            names = "--dovecot",
            paramLabel = "FILE",
            description = "Dovecot's configuration (/etc/dovecot/dovecot.conf).")
    private Optional<Path> dovecot = Optional.empty();

    @Option(
            names = "--accounts-config",
            paramLabel = "FILE",
            description = "Accounts in a database, see docs/accounts-sql.md.")
    private Optional<Path> sql = Optional.empty();

    @Option(
            names = "--icewarp",
            paramLabel = "DIR",
            description = "The folder in which IceWarp is installed; for --server icewarp.")
    private Optional<Path> icewarp = Optional.empty();

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private CommandLine.Model.CommandSpec spec;

    public Contain(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Instant since = surroundings.clock().instant();
        output.format(); // asked wrongly is told first
        if ((options.list() || options.release().isPresent()) && isAnybodyNamed()) {
            throw options.wrong(
                    options.list()
                            ? "--list shows all; name nobody with it"
                            : "--release lets one account go at a time; name no other with it");
        }
        written().prepare();
        if (options.list()) {
            return list(Containment.list(options.store()));
        }
        if (options.release().isPresent()) {
            return release(options.release().get());
        }
        if (options.resume()) {
            return resume(since);
        }
        List<String> all = named();
        Order order = options.order(thiefPassword());
        Access access = access();
        return options.yes() ? contain(access, all, order, since) : plan(access, all, order);
    }

    private boolean isAnybodyNamed() {
        return !accounts.isEmpty() || caseId.isPresent() || accountFrom.isPresent();
    }

    private List<String> named() throws IOException {
        List<String> all = new ArrayList<>(accounts);
        if (caseId.isPresent()) {
            all.add(accountOfCase(caseId.get()));
        }
        if (accountFrom.isPresent()) {
            all.add(firstLine(accountFrom.get()));
        }
        if (all.isEmpty()) {
            throw options.wrong("whose door? argine contain ACCOUNT, or --case ID");
        }
        return all.stream().map(one -> one.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    private String accountOfCase(String id) throws IOException {
        try (Progress progress = new Progress(surroundings)) {
            return new Investigation(Servers.find(asked()), Geography.NOWHERE, progress)
                    .report()
                    .find(id)
                    .flatMap(Case::namedAccount)
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "there is no case "
                                                    + id
                                                    + " with an account; argine investigate"
                                                    + " shows the cases"));
        }
    }

    private int plan(Access access, List<String> all, Order order) throws IOException {
        List<Plan> plans = Containment.plans(access, queue(), order, all);
        print(
                output.isJson()
                        ? ContainJson.plans(plans, access.advice())
                        : text().plans(
                                        plans,
                                        access.advice(),
                                        "argine " + Typed.wordsWithYes(spec),
                                        "argine " + Typed.wordsWith(spec, "--even-so", "--yes")));
        return plans.stream().allMatch(Plan::isComplete) ? Exit.DONE : Exit.NOT_DONE;
    }

    private int contain(Access access, List<String> all, Order order, Instant since)
            throws IOException {
        try (Containment containment = take(access)) {
            List<Ordered> ordered = all.stream().map(one -> new Ordered(one, order)).toList();
            return show(access, containment.contain(ordered, since));
        }
    }

    private int show(Access access, Contained contained) throws IOException {
        List<Receipt> receipts = contained.receipts();
        if (output.isJson()) {
            print(ContainJson.receipts(receipts, access.advice(), options.showPassword()));
        } else {
            StringBuilder page = new StringBuilder();
            receipts.forEach(one -> page.append(text().receipt(one, access.advice())));
            print(page.toString());
        }
        contained
                .troubles()
                .forEach(
                        line ->
                                surroundings
                                        .err()
                                        .println("argine: not done: " + Plain.line(line)));
        if (!contained.troubles().isEmpty() || !receipts.stream().allMatch(Receipt::shut)) {
            return Exit.NOT_DONE;
        }
        return receipts.stream().anyMatch(Receipt::hasFootholds)
                ? Exit.SOMETHING_IS_WRONG
                : Exit.DONE;
    }

    private int resume(Instant since) throws IOException {
        if (!options.yes()) {
            List<Ledger> broken =
                    Containment.list(options.store()).stream()
                            .filter(one -> !one.isEnded())
                            .toList();
            return broken.isEmpty() ? nothingBrokeOff() : list(broken);
        }
        Access access = access();
        Order now = options.order(thiefPassword());
        try (Containment containment = take(access)) {
            List<Ordered> ordered =
                    containment.unfinished().stream()
                            .map(one -> new Ordered(one.account(), Containment.order(one, now)))
                            .toList();
            return ordered.isEmpty()
                    ? nothingBrokeOff()
                    : show(access, containment.contain(ordered, since));
        }
    }

    private int nothingBrokeOff() throws IOException {
        print(output.isJson() ? ContainJson.list(List.of()) : "Nothing broke off.\n");
        return Exit.DONE;
    }

    private int list(List<Ledger> ledgers) throws IOException {
        print(output.isJson() ? ContainJson.list(ledgers) : text().list(ledgers, goOn()));
        return Exit.DONE;
    }

    private String goOn() {
        return "argine "
                + (options.resume()
                        ? Typed.wordsWithYes(spec)
                        : "contain --resume" + again() + " --yes");
    }

    private int release(String account) throws IOException {
        if (!options.yes()) {
            Release.Outcome plan =
                    Containment.releasePlan(
                            access(),
                            options.store(),
                            surroundings.clock(),
                            account,
                            options.samePassword());
            String command = "argine " + Typed.wordsWithYes(spec);
            print(
                    output.isJson()
                            ? ContainJson.wouldRelease(account, plan)
                            : text().wouldRelease(account, plan, command));
            return Exit.DONE;
        }
        try (Containment containment = take(access())) {
            Release.Outcome outcome = containment.release(account, options.samePassword());
            outcome = guard.letGo(account).map(outcome::with).orElse(outcome);
            print(
                    output.isJson()
                            ? ContainJson.released(account, outcome)
                            : text().released(account, outcome));
            return Exit.DONE;
        }
    }

    private Containment take(Access access) throws IOException {
        Pause pause = time -> LockSupport.parkNanos(time.toNanos());
        return Containment.take(
                access, options.store(), queue(), guard, surroundings.clock(), pause);
    }

    private QueueOfServer queue() {
        return new QueueOfServer(
                asked(), server(), options.store(), surroundings.clock(), sweepAgain());
    }

    /** An IceWarp's folder leads to its logs and its queue, where they are not named. */
    private Servers.Asked asked() {
        List<Path> folder = servers.nameFiles() ? List.of() : icewarp.stream().toList();
        return servers.asked(folder, Optional.empty(), Optional.empty(), surroundings.clock());
    }

    private String server() {
        return icewarp.isPresent() || asked().server().equals("icewarp") ? "icewarp" : "postfix";
    }

    private Access access() throws IOException {
        Servers.Asked asked = asked();
        return AccessFinder.find(
                new AskedAccess(
                        server(),
                        asked.config(),
                        dovecot,
                        icewarp,
                        sql,
                        asked.logs(),
                        localDomains(),
                        options.administrators(),
                        options.needed()));
    }

    /** Where they are not known, every forward counts as one to outside. */
    private Set<String> localDomains() {
        try {
            return Servers.find(asked().forAccounts()).settings().localDomains();
        } catch (IOException _) {
            return Set.of();
        }
    }

    private static String firstLine(String from) throws IOException {
        try (InputStream in = from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
            byte[] bytes = in.readNBytes(LONGEST_ACCOUNT);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").strip();
        }
    }

    private Optional<String> thiefPassword() throws IOException {
        if (options.thiefPasswordFrom().isEmpty()) {
            return Optional.empty();
        }
        String from = options.thiefPasswordFrom().get();
        try (InputStream in = from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
            String password = Typed.password(in);
            if (password.isEmpty()) {
                throw new IOException(from + ": has no password on its first line");
            }
            return Optional.of(password);
        }
    }

    private ContainText text() {
        return new ContainText(
                surroundings.terminal() && output.file().isEmpty(),
                options.showPassword(),
                new Times(surroundings.clock().getZone()),
                new ContainText.Again(again(), sweepAgain()));
    }

    private void print(String text) throws IOException {
        written().show(text);
    }

    private Written written() {
        return new Written(surroundings, output.file());
    }

    /** The options that lead to the same server and store. */
    private String again() {
        List<String> words = new ArrayList<>(servers.words());
        dovecot.ifPresent(path -> words.addAll(List.of("--dovecot", path.toString())));
        sql.ifPresent(path -> words.addAll(List.of("--accounts-config", path.toString())));
        icewarp.ifPresent(path -> words.addAll(List.of("--icewarp", path.toString())));
        words.addAll(options.storeWords());
        words.addAll(guard.words());
        return asTyped(words);
    }

    /** The same, of those that a sweep takes. */
    private String sweepAgain() {
        List<String> words = new ArrayList<>();
        Servers.Asked asked = asked();
        asked.queue().ifPresent(path -> words.addAll(List.of("--queue", path.toString())));
        if (server().equals("icewarp")) {
            words.addAll(0, List.of("--server", server()));
            List<Path> lead = asked.queue().isPresent() ? List.of() : asked.logs();
            lead.forEach(path -> words.addAll(List.of("--log", path.toString())));
        }
        asked.config().ifPresent(path -> words.addAll(List.of("--config", path.toString())));
        words.addAll(options.storeWords());
        return asTyped(words);
    }

    private static String asTyped(List<String> words) {
        return words.isEmpty() ? "" : " " + Typed.words(words);
    }
}
