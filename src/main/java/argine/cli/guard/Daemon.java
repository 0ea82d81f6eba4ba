// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Channel;
import argine.guard.Directory;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.Notice;
import argine.guard.PolicyRequest;
import argine.guard.State;
import argine.guard.Status;
import argine.guard.dns.Dns;
import argine.guard.limit.FailedRecipients;
import argine.guard.limit.Ruling;
import argine.guard.wire.Channels;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Doors;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Notices;
import argine.guard.wire.OfGuard;
import argine.guard.wire.Probes;
import argine.guard.wire.Protocol;
import argine.guard.wire.control.ControlDesk;
import argine.guard.wire.control.ControlProtocol;
import argine.guard.wire.http.Desk;
import argine.guard.wire.http.HttpProtocol;
import argine.guard.wire.http.Metrics;
import argine.guard.wire.line.LineProtocol;
import argine.guard.wire.milter.MilterProtocol;
import argine.guard.wire.policy.PolicyProtocol;
import argine.mail.Address;
import argine.mail.MailEvent;
import argine.store.Clocks;
import argine.store.block.Block;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The guard and its doors, put together, and put together anew at a reload.
 *
 * <p>What protocols need of the configuration they ask for each time, so a reload reaches the
 * connections that are open; who is stopped and what was counted is not touched by it.
 */
final class Daemon implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Setup.Source source;
    private final Notices notices;
    private final Guard guard;
    private final Doors doors;
    private final Probes probes;
    private final ControlDesk desk;
    private final Lookout lookout;
    private volatile Setup setup;

    private Daemon(Setup.Source source, Setup setup, Clocks clocks, Dns dns, Notices notices)
            throws IOException {
        this.source = source;
        this.setup = setup;
        this.notices = notices;
        GuardStore store =
                GuardStore.open(
                        setup.guard().files().folder(), setup.guard().files().secondCopy(), clocks);
        this.guard =
                Guard.of(
                        setup.guard(),
                        store,
                        new PresentDirectory(() -> this.setup.directory()),
                        clocks,
                        dns,
                        this::tell);
        this.doors = new Doors(notices);
        this.probes = new Probes(new OfGuard(guard));
        this.lookout =
                Lookout.open(
                        new Lookout.Wanted(
                                guard,
                                setup.guard().files().folder(),
                                () -> this.setup,
                                this::login,
                                Homes.once(guard::loggedIn),
                                news(guard, this::isIcewarp)),
                        clocks.wall(),
                        notices);
        this.desk =
                new ControlDesk(
                        guard.office(),
                        doors,
                        probes,
                        this::login,
                        lookout::outlook,
                        this::reload,
                        account -> lookout.released(account, true));
    }

    /** What the log tells besides what incidents are made of. */
    private static Consumer<MailEvent> news(Guard guard, BooleanSupplier isIcewarp) {
        return new FailedRecipients((_, failure) -> guard.failed(failure))
                .andThen(new Homes(guard::loggedIn))
                .andThen(new Offences(guard::offended, isIcewarp))
                .andThen(new Refunds(guard::refund));
    }

    private boolean isIcewarp() {
        return setup.watching().logs().icewarp().isPresent();
    }

    private void tell(Notice notice) {
        new NoticeLines(notices).tell(notice);
        if (notice instanceof Notice.Warned(Ruling.Warning warning) && lookout != null) {
            lookout.warned(warning);
        }
        if (notice instanceof Notice.Released(Block block, String by)
                && !by.equals("time")
                && lookout != null) {
            lookout.released(block.account(), false);
        }
    }

    /** Begins: when this returns, mail servers are answered. The DNS is not asked. */
    static Daemon start(Setup.Source source, Clocks clocks, Notices notices) throws IOException {
        return start(source, clocks, Dns.NONE, notices);
    }

    /** The same, with somebody to ask the DNS. */
    static Daemon start(Setup.Source source, Clocks clocks, Dns dns, Notices notices)
            throws IOException {
        Daemon daemon = new Daemon(source, Bystanders.protect(source.read()), clocks, dns, notices);
        try {
            daemon.doors.open(daemon.wanted(daemon.setup));
            daemon.lookout.begin();
        } catch (IOException | RuntimeException e) {
            daemon.close();
            throw e;
        }
        return daemon;
    }

    private SequencedMap<DoorSign, Protocol> wanted(Setup now) {
        Listen listen = now.listen();
        Supplier<Channels> channels = () -> setup.listen().channels();
        SequencedMap<DoorSign, Protocol> all = new LinkedHashMap<>();
        add("policy", listen.policy(), new PolicyProtocol(probes, channels), now, all);
        add("milter", listen.milter(), new MilterProtocol(probes, channels), now, all);
        Desk http = new Desk(probes, () -> setup.token());
        add("http", listen.http(), new HttpProtocol(http), now, all);
        add("line", listen.line(), new LineProtocol(probes, channels), now, all);
        Metrics metrics = new Metrics(doors, this::figures, this::trouble);
        add("metrics", listen.metrics(), new HttpProtocol(metrics), now, all);
        ControlProtocol control = new ControlProtocol(desk, this::administrators);
        add("control", List.of(listen.control()), control, now, all);
        return all;
    }

    private static void add(
            String name,
            List<Endpoint> endpoints,
            Protocol protocol,
            Setup now,
            SequencedMap<DoorSign, Protocol> to) {
        endpoints.forEach(endpoint -> to.put(now.sign(name, endpoint), protocol));
    }

    private String login(String name) {
        Setup now = setup;
        return now.guard().logins(now.directory()).of(PolicyRequest.bounded(name)).account();
    }

    private Set<String> administrators() {
        Set<String> all = new HashSet<>(setup.listen().administrators());
        all.add("root");
        all.add(System.getProperty("user.name"));
        return all;
    }

    /** Reads everything again; returns what was wrong, empty when the new one is in force. */
    synchronized String reload() {
        try {
            Setup next = Bystanders.protect(source.read());
            doors.open(wanted(next));
            if (setup.directory() instanceof AccountDirectory before
                    && next.directory() instanceof AccountDirectory after) {
                after.follow(before);
            }
            setup = next;
            guard.reload(next.guard());
            lookout.begin();
            notices.notice("reloaded");
            return "";
        } catch (IOException e) {
            String trouble = String.valueOf(e.getMessage());
            notices.error("not-reloaded", "reason", trouble);
            return "the old configuration stays in force: " + trouble;
        }
    }

    /** What has to be done twice a second. */
    void tick() {
        guard.tick();
        lookout.look(guard.office().state());
    }

    /** In one line, for who looks from outside. */
    String status() {
        Status status = guard.office().status();
        return status.state().kind().word()
                + ", "
                + status.decided().passed()
                + " passed, "
                + (status.decided().deferred() + status.decided().rejected())
                + " refused, "
                + status.stopped()
                + " accounts stopped";
    }

    private String trouble() {
        State state = guard.office().state();
        return state.kind() == State.Kind.ENFORCING
                ? ""
                : state.kind().word() + " since " + state.since() + ": " + state.why();
    }

    private SequencedMap<String, Long> figures() {
        Status status = guard.office().status();
        SequencedMap<String, Long> all = new LinkedHashMap<>();
        all.put("decisions_total{decision=\"pass\"}", status.decided().passed());
        all.put("decisions_total{decision=\"defer\"}", status.decided().deferred());
        all.put("decisions_total{decision=\"hold\"}", status.decided().held());
        all.put("decisions_total{decision=\"reject\"}", status.decided().rejected());
        all.put("stopped_accounts", (long) status.stopped());
        all.put("barred", (long) status.barred());
        all.put("counted_subjects", status.subjects());
        all.put("left_out_total", status.leftOut());
        all.put("open_messages", (long) status.open());
        for (State.Kind kind : State.Kind.values()) {
            all.put(
                    "state{state=\"" + kind.word() + "\"}",
                    status.state().kind() == kind ? 1L : 0L);
        }
        all.put("state_since_seconds", status.state().since().getEpochSecond());
        return all;
    }

    @Override
    public void close() throws IOException {
        lookout.close();
        doors.close(GRACE);
        guard.tick();
        guard.close();
    }

    /** The directory of the present configuration. */
    private record PresentDirectory(Supplier<Directory> present) implements Directory {
        @Override
        public Set<String> addressesOf(String account) {
            return present.get().addressesOf(account);
        }

        @Override
        public boolean isLocal(Address recipient) {
            return present.get().isLocal(recipient);
        }

        @Override
        public String primaryDomain(String domain) {
            return present.get().primaryDomain(domain);
        }

        @Override
        public String formerDomain(String domain) {
            return present.get().formerDomain(domain);
        }

        @Override
        public Optional<Instant> passwordExpires(String account, Channel channel) {
            return present.get().passwordExpires(account, channel);
        }
    }
}
