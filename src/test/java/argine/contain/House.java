// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.mail.QueueId;
import argine.server.access.Access;
import argine.server.access.Administrators;
import argine.server.access.Deliveries;
import argine.server.access.Door;
import argine.server.access.Foothold;
import argine.server.access.Footholds;
import argine.server.access.Gate;
import argine.server.access.Lock;
import argine.server.access.Needed;
import argine.server.access.Session;
import argine.server.access.Sessions;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A mail server in memory: a deny list, accounts, sessions, and a gate that asks them. */
final class House implements Gate, Sessions, QueueHold {
    static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ROSSI = "rossi@example.org";

    final MemoryStore list = new MemoryStore(true);
    final MemoryStore accounts = new MemoryStore(false);
    final List<Session> open = new CopyOnWriteArrayList<>();
    final CopyOnWriteArrayList<Session> strangers = new CopyOnWriteArrayList<>();

    /** Who had a recipient accepted without a login, before the account is refused. */
    final CopyOnWriteArrayList<Session> bringing = new CopyOnWriteArrayList<>();

    Runnable meanwhile = () -> {};
    final Store store;
    int waiting = 3;
    boolean hasList = true;
    boolean killSessions = true;
    List<String> elsewhere = List.of();
    Runnable around = () -> {};
    List<Foothold> footholds = List.of();
    Footholds footholdsOf = _ -> footholds;
    final Set<String> held = new HashSet<>();
    boolean deaf;
    final AtomicInteger asked = new AtomicInteger();
    List<Door> doors = List.of();
    List<Administrators> administrators = List.of();
    Sentry sentry = Sentry.NOBODY;
    Optional<Deliveries> deliveries = Optional.empty();

    House(Path folder) {
        store = new Store(folder);
        accounts.accounts.put(ROSSI, "stolen/open");
        accounts.accounts.put("boss@example.org", "other/open");
        open.add(new Session("imap", "192.0.2.6", true, "1"));
        open.add(new Session("smtp", "192.0.2.7", false, "2"));
    }

    Access access() {
        return new Access(
                "memory",
                hasList ? List.of(list) : List.of(),
                Optional.of(accounts),
                List.of(this),
                deliveries,
                Optional.of(this),
                () -> doors,
                List.of(account -> footholdsOf.of(account)),
                List.of(),
                administrators,
                List.of(new Needed("needed@example.org", "a program here logs in with it")));
    }

    static Order order(Set<Step> without) {
        return new Order(Optional.empty(), false, without, false, Optional.empty(), false, false);
    }

    static final Order ALL = order(Set.of());

    Containment containment() throws IOException {
        return Containment.take(access(), store, this, sentry, CLOCK, _ -> meanwhile.run());
    }

    Receipt contain(Order order) throws IOException {
        Contained contained = contain(order, List.of(ROSSI));
        if (!contained.troubles().isEmpty()) {
            throw new IOException(contained.troubles().getFirst());
        }
        return contained.receipts().getFirst();
    }

    Contained contain(Order order, List<String> accounts) throws IOException {
        try (Containment containment = containment()) {
            return containment.contain(
                    accounts.stream().map(one -> new Ordered(one, order)).toList(), NOW);
        }
    }

    Release.Outcome release(boolean samePassword) throws IOException {
        return release(ROSSI, samePassword);
    }

    Release.Outcome release(String account, boolean samePassword) throws IOException {
        try (Containment containment = containment()) {
            return containment.release(account, samePassword);
        }
    }

    void dieAround(Runnable step) {
        around = step;
        list.around = step;
        accounts.around = step;
    }

    @Override
    public List<String> services() {
        return List.of("imap", "smtp");
    }

    @Override
    public List<String> elsewhere() {
        return elsewhere;
    }

    @Override
    public boolean keepsOnePassword() {
        return true;
    }

    @Override
    public List<String> sending() {
        return List.of("smtp");
    }

    @Override
    public Answer ask(String account, String service) throws IOException {
        asked.incrementAndGet();
        if (deaf) {
            throw new IOException("nobody answers");
        }
        String lock = list.accounts.getOrDefault(account, "-/open");
        boolean shut =
                lock.endsWith(Lock.FULL.name())
                        || lock.endsWith(Lock.SENDING.name()) && service.equals("smtp");
        return shut ? Answer.SHUT : Answer.OPEN;
    }

    @Override
    public boolean lets(String account, String service, String password) throws IOException {
        return ask(account, service) == Answer.OPEN
                && accounts.accounts.getOrDefault(account, "").startsWith(password + "/");
    }

    @Override
    public void forget(String account) {
        around.run();
    }

    @Override
    public String what() {
        return "memory";
    }

    @Override
    public List<Session> of(String account) {
        return List.copyOf(open);
    }

    @Override
    public List<Session> strangers(String account) {
        return List.copyOf(strangers);
    }

    @Override
    public void refused(String account) {
        strangers.addAll(bringing);
        bringing.clear();
    }

    @Override
    public void end(String account, List<Session> sessions) {
        around.run();
        if (killSessions) {
            open.removeAll(sessions);
            strangers.removeAll(sessions);
        }
    }

    @Override
    public String byHand(String account) {
        return "kick " + account;
    }

    @Override
    public Waiting waiting(String account) {
        return new Waiting(waiting, 0);
    }

    private static Set<QueueId> held(int messages) {
        return IntStream.range(0, messages)
                .mapToObj(number -> new QueueId("4hGB" + number))
                .collect(Collectors.toSet());
    }

    @Override
    public Held hold(String account) {
        around.run();
        held.add(account);
        int now = waiting;
        waiting = 0;
        return new Held(now, now == 0 ? "" : "2026-11-26.9", 0, 0, held(now));
    }
}
