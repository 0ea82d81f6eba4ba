// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Mode;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.guard.loop.Loop;
import argine.guard.wire.Access;
import argine.guard.wire.Channels;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Patience;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.store.block.Block;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How a guard before the lab's mail server is set up. */
final class LabSetups {
    /** Whose password is too old, from the next start or reload on. */
    PasswordSection.Expiring expiring = PasswordSection.Expiring.NONE;

    private final GuardLab lab;
    private final Path folder;
    private final String net;

    LabSetups(GuardLab lab, Path folder, String net) {
        this.lab = lab;
        this.folder = folder;
        this.net = net;
    }

    /** Few recipients an hour, in a store of this name. */
    Setup of(String name, boolean watch, Mode sender) {
        return of(
                name,
                watch,
                sender,
                Map.of(Scope.ACCOUNT, List.of(GuardLab.MOST + " recipients / hour")));
    }

    /** Limits of those who log in, in a store of this name. */
    Setup of(String name, boolean watch, Mode sender, Map<Scope, List<String>> texts) {
        Map<Scope, List<Limit>> parsed = new EnumMap<>(Scope.class);
        texts.forEach((scope, some) -> parsed.put(scope, some.stream().map(Limit::parse).toList()));
        return of(
                name, watch, sender, limits(Map.of(Channel.SUBMISSION, new Budget(parsed, false))));
    }

    /** Budgets of some ways in, in a store of this name. */
    Setup of(String name, boolean watch, Map<Channel, Budget> budgets) {
        return of(name, watch, Mode.ENFORCE, limits(budgets));
    }

    static LimitSettings limits(Map<Channel, Budget> budgets) {
        return new LimitSettings(budgets, Map.of(), Set.of(), LimitSettings.USUAL_WARN_PERCENT);
    }

    /** Of each account. */
    static Budget budget(String... limits) {
        return new Budget(
                Map.of(Scope.ACCOUNT, Stream.of(limits).map(Limit::parse).toList()), false);
    }

    private Setup of(String name, boolean watch, Mode sender, LimitSettings limits) {
        Configuration configuration =
                new Configuration(
                        watch,
                        new Configuration.Files(
                                folder.resolve(name), folder.resolve(name + "-copy")),
                        "",
                        false,
                        sender,
                        Map.of(),
                        limits);
        return new Setup(
                configuration,
                listen(),
                new AccountDirectory(
                        accounts(), Set.of("example.org", "example.net"), Map.of(), expiring),
                "");
    }

    /** The same with eyes on the mail log, which tell and stop nobody. */
    Setup watched(Setup plain) {
        Watching watching =
                new Watching(
                        logs(),
                        new Loop.Settings(argine.guard.loop.Mode.ALERT, Block.Extent.EVERYTHING),
                        Watching.NOTHING.run(),
                        Watching.NOTHING.helper(),
                        Watching.NOTHING.ways());
        return new Setup(
                plain.guard(),
                plain.listen(),
                plain.directory(),
                "",
                Optional.empty(),
                watching,
                List.of());
    }

    Watching.Logs logs() {
        return new Watching.Logs(
                List.of(lab.mailLog()), false, lab.path("postfix/etc"), Duration.ofDays(1));
    }

    private static List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (String name : List.of(GuardLab.THIEF, GuardLab.HONEST, GuardLab.FRESH)) {
            Account account =
                    new Account(name, List.of(), StoredPassword.HIDDEN, Account.Traits.NONE);
            accounts.add(
                    name.equals(GuardLab.HONEST)
                            ? account.withAliases(List.of("info@example.org"))
                            : account);
        }
        return accounts;
    }

    Listen listen() {
        return listen(Channels.PLAIN);
    }

    Listen listen(Channels channels) {
        return new Listen(
                List.of(Endpoint.of("inet:" + net + ".31:10031")),
                List.of(Endpoint.of("inet:" + net + ".31:10032")),
                List.of(Endpoint.of("inet:" + net + ".31:10033")),
                List.of(Endpoint.of("inet:" + net + ".31:10034")),
                List.of(Endpoint.of("inet:" + net + ".31:10035")),
                Endpoint.of("unix:" + folder.resolve("control.sock")),
                Access.USUAL,
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                channels,
                Patience.USUAL,
                DoorSign.USUAL_MOST);
    }
}
