// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.dns.Dns;
import argine.guard.dns.NameLookup;
import argine.guard.dns.RecordLookup;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.store.ClocksOfTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A guard over a folder of a test: corp.test is local, rossi has an alias. */
public final class GuardOfTests implements AutoCloseable {
    static final Client CLIENT = Client.at(ClientAddress.parse("203.0.113.9").orElseThrow());

    final ClocksOfTests clocks = new ClocksOfTests();
    final List<Notice> notices = new ArrayList<>();
    private final Path folder;
    private Configuration configuration;
    Guard guard;
    volatile boolean onDirectoryTrouble;
    volatile NameLookup names = NameLookup.NONE;
    volatile RecordLookup records = RecordLookup.NONE;

    GuardOfTests(Path folder, Configuration configuration) throws IOException {
        this.folder = folder;
        this.configuration = configuration;
        guard = open();
    }

    private Guard open() throws IOException {
        GuardStore store =
                GuardStore.open(
                        folder.resolve("guard"), folder.resolve("stopped"), clocks.clocks());
        return Guard.of(
                configuration,
                store,
                new People(),
                clocks.clocks(),
                new Dns(name -> names.addresses(name), (kind, name) -> records.of(kind, name)),
                this::heard);
    }

    private void heard(Notice notice) {
        synchronized (notices) {
            notices.add(notice);
        }
    }

    void restart() throws IOException {
        guard.close();
        guard = open();
    }

    void reload(Configuration other) {
        configuration = other;
        guard.reload(other);
    }

    /** Limits of accounts on submission. */
    static Configuration limited(String... limits) {
        return Configuration.EMPTY.with(settings(Map.of(Scope.ACCOUNT, List.of(limits)), false));
    }

    static LimitSettings settings(Map<Scope, List<String>> texts, boolean hold) {
        Map<Scope, List<Limit>> limits = new HashMap<>();
        texts.forEach((scope, some) -> limits.put(scope, some.stream().map(Limit::parse).toList()));
        return new LimitSettings(
                Map.of(Channel.SUBMISSION, new Budget(limits, hold)), Map.of(), Set.of(), 80);
    }

    static List<Address> outside(int count) {
        return IntStream.range(0, count).mapToObj(i -> Address.of("r" + i + "@ext.test")).toList();
    }

    static List<Address> addresses(String... texts) {
        return Stream.of(texts).map(Address::of).toList();
    }

    /** A whole message, as a milter shows it. */
    static PolicyRequest message(String login, String instance, List<Address> recipients) {
        return PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                .in(Transaction.of("", instance))
                .by(login)
                .from(CLIENT)
                .sending(Envelope.of(Address.of("rossi@corp.test"), recipients, 2000));
    }

    /** One recipient, as Postfix asks about it. */
    static PolicyRequest recipient(String login, String instance, String recipient) {
        return PolicyRequest.at(Stage.RCPT, Channel.SUBMISSION)
                .in(Transaction.of("s1", instance))
                .by(login)
                .from(CLIENT)
                .sending(Envelope.of(Address.of("rossi@corp.test"), addresses(recipient), 0));
    }

    /** The end of a message, as Postfix's policy protocol tells it: no recipients, their number. */
    static PolicyRequest end(String login, String instance, int count) {
        return PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                .in(Transaction.of("s1", instance))
                .by(login)
                .from(CLIENT)
                .sending(Envelope.counted(Address.of("rossi@corp.test"), count, 2000));
    }

    /** How many of one after the other get through, until one does not. */
    int sendUntilRefused(String login, int most) {
        int sent = 0;
        while (sent < most
                && guard.decide(message(login, "until" + sent + login, outside(1)))
                        .equals(Decision.PASS)) {
            sent++;
        }
        return sent;
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }

    /** The accounts of corp.test, with corp.example as another name for it. */
    final class People implements Directory {
        @Override
        public Set<String> addressesOf(String account) {
            return switch (account) {
                case "rossi@corp.test" -> Set.of("rossi@corp.test", "m.rossi@corp.test");
                case "all@corp.test" -> Set.of("all@corp.test", "@lists.corp.test");
                default -> Set.of();
            };
        }

        @Override
        public boolean isLocal(Address recipient) {
            if (onDirectoryTrouble) {
                throw new IllegalStateException("the directory cannot be read");
            }
            return recipient.domain().equals("corp.test") && !recipient.local().equals("forwarded");
        }

        @Override
        public String primaryDomain(String domain) {
            return domain.equals("corp.example") ? "corp.test" : domain;
        }
    }
}
