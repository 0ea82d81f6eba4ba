// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.contain.Plan.Line;
import argine.mail.Plural;
import argine.server.access.Access;
import argine.server.access.AccountStore;
import argine.server.access.Gate;
import argine.server.access.Lock;
import argine.server.access.Session;
import argine.server.access.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what would be done to an account, and changes nothing. */
final class Planner {
    private final Access access;
    private final QueueHold queue;
    private final Order order;

    Planner(Access access, QueueHold queue, Order order) {
        this.access = access;
        this.queue = queue;
        this.order = order;
    }

    /** The plan for one account; {@code all} are those that are ordered together. */
    Plan plan(String account, List<String> all) throws IOException {
        List<String> refusals = new ArrayList<>(refusals(account, all));
        if (!AccountName.isFit(account)) {
            return new Plan(account, Lock.FULL, List.of(), refusals, List.of());
        }
        requireAny(account);
        Means means = Means.of(access, order, account);
        List<Line> lines = new ArrayList<>();
        lock(means, lines);
        password(account, lines);
        Optional<String> deaf = deaf(account);
        if (order.has(Step.CACHE) && access.gate().isPresent()) {
            lines.add(
                    new Line(
                            Step.CACHE,
                            deaf.map(why -> why + "; start it, or --without cache")
                                    .orElse("forget what the server learned of its password"),
                            deaf.isEmpty()));
        }
        sessions(account, lines);
        queue(account, lines);
        if (order.has(Step.FOOTHOLDS)) {
            lines.add(
                    new Line(
                            Step.FOOTHOLDS,
                            access.footholds().isEmpty()
                                    ? "look yourself for rules and forwards; none can be read here"
                                    : "look for rules and forwards that send its mail away",
                            !access.footholds().isEmpty()));
        }
        proof(deaf, lines);
        return new Plan(
                account,
                means.lock(),
                lines,
                refusals,
                new LastAdministrator(access).notes(account));
    }

    /**
     * Refuses where nothing at all can be done.
     *
     * @throws IOException with why, and what to do by hand
     */
    void requireAny(String account) throws IOException {
        if (!access.isDeaf()) {
            return;
        }
        String by = "nothing can be done for " + account + " from here: ";
        if (!order.has(Step.QUEUE)) {
            throw new IOException(by + access.advice().getFirst());
        }
        try {
            queue.waiting(account);
        } catch (IOException e) {
            throw new IOException(by + e.getMessage() + "; " + access.advice().getFirst(), e);
        }
    }

    /** Why what decides at a login cannot be asked, where it cannot. */
    private Optional<String> deaf(String account) {
        if (access.gate().isEmpty() || !order.has(Step.PROOF) && !order.has(Step.CACHE)) {
            return Optional.empty();
        }
        Gate gate = access.gate().get();
        try {
            if (!gate.services().isEmpty()) {
                gate.ask(account, gate.services().getFirst());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("what decides at a login could not be asked: " + e.getMessage());
        }
    }

    private void proof(Optional<String> deaf, List<Line> lines) {
        if (order.has(Step.PROOF)) {
            lines.add(
                    new Line(
                            Step.PROOF,
                            deaf.map(why -> why + "; start it, or --without proof")
                                    .orElseGet(this::tries),
                            deaf.isEmpty() && access.gate().isPresent()));
        }
    }

    private String tries() {
        return access.gate()
                .map(gate -> "try " + String.join(", ", gate.services()) + doors())
                .orElse("none can be had from here; try to log in yourself");
    }

    private String doors() {
        try {
            int doors = access.doors().all().size();
            return doors == 0 ? "" : ", and log in at " + Plural.of(doors, "door");
        } catch (IOException e) {
            return "; where logins are taken is not told: " + e.getMessage();
        }
    }

    List<String> refusals(String account, List<String> all) throws IOException {
        List<String> why = new ArrayList<>();
        if (!AccountName.isFit(account)) {
            return List.of(
                    "its name is not fit for the server's tools; lock it by hand in the user"
                            + " database");
        }
        if (order.evenSo()) {
            return why;
        }
        access.needed().stream()
                .filter(one -> one.account().equalsIgnoreCase(account))
                .findFirst()
                .ifPresent(one -> why.add(one.why() + "; --even-so locks it all the same"));
        new LastAdministrator(access)
                .why(account, all)
                .ifPresent(how -> why.add(how + "; --even-so locks it all the same"));
        Optional<AccountStore> store = access.store();
        if (store.isPresent() && store.get().read(account).isEmpty()) {
            why.add(
                    "there is no such account in "
                            + store.get().name()
                            + "; --even-so locks the name all the same");
        }
        return why;
    }

    private void lock(Means means, List<Line> lines) {
        if (!order.has(Step.LOCK)) {
            return;
        }
        lines.add(
                means.stores().isEmpty()
                        ? new Line(Step.LOCK, Means.none(access, means.lock()), false)
                        : new Line(
                                Step.LOCK,
                                String.join(
                                        "; ",
                                        means.stores().stream()
                                                .map(one -> means.words(one) + ": " + one.name())
                                                .toList()),
                                true));
    }

    private void password(String account, List<Line> lines) throws IOException {
        if (!order.has(Step.PASSWORD)) {
            return;
        }
        boolean here = Means.hasPassword(access, account);
        lines.add(
                new Line(
                        Step.PASSWORD,
                        here
                                ? "a new random one in "
                                        + access.store().map(AccountStore::name).orElse("")
                                : "cannot be set from here; set a new one in the user database",
                        here));
    }

    private void sessions(String account, List<Line> lines) {
        if (!order.has(Step.SESSIONS)) {
            return;
        }
        if (access.sessions().isEmpty()) {
            lines.add(new Line(Step.SESSIONS, "cannot be ended from here; see below", false));
        }
        for (Sessions of : access.sessions()) {
            try {
                lines.add(new Line(Step.SESSIONS, words(of, account), true));
            } catch (IOException e) {
                lines.add(
                        new Line(
                                Step.SESSIONS,
                                "those of "
                                        + of.what()
                                        + ": "
                                        + e.getMessage()
                                        + "; by hand: "
                                        + of.byHand(account)
                                        + ", or --without sessions",
                                false));
            }
        }
    }

    private String words(Sessions of, String account) throws IOException {
        List<Session> open = of.of(account);
        long certain = open.stream().filter(Session::certain).count();
        long unknown = open.size() - certain;
        return "end "
                + certain
                + " of "
                + of.what()
                + (unknown > 0 && !order.spareUnknown()
                        ? " and " + unknown + " that have sent nothing yet and may be the thief's"
                        : "")
                + strangers(of.strangers(account).size());
    }

    private String strangers(int strangers) {
        return strangers == 0 || order.spareUnknown()
                ? ""
                : ", and of "
                        + strangers
                        + " strangers those that bring no mail soon after the lock";
    }

    private void queue(String account, List<Line> lines) {
        if (!order.has(Step.QUEUE)) {
            return;
        }
        try {
            QueueHold.Waiting now = queue.waiting(account);
            lines.add(
                    new Line(
                            Step.QUEUE,
                            "hold "
                                    + now.messages()
                                    + " of its messages, and all that come"
                                    + " to light meanwhile"
                                    + queue.left(account, now.putBack()),
                            true));
        } catch (IOException e) {
            lines.add(new Line(Step.QUEUE, e.getMessage() + "; or --without queue", false));
        }
    }
}
