// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.Door;
import argine.server.access.Gate;
import argine.server.access.Lock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Asks the server itself whether the thief is refused, and then tries its doors.
 *
 * <p>The thief's password is seldom known. Where it is given, it is tried. Else a service that a
 * deny list shuts is asked without a password, and of the others it is enough that the new password
 * is let in: then the old one is no longer kept.
 */
final class Refusal {
    private static final int ATTEMPTS = 40;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    /** A server that cannot even be asked is not waited for as long. */
    private static final int ATTEMPTS_UNHEARD = 5;

    /** As long as a server may go on with what it has read of a file. */
    private static final Duration RELOAD = Duration.ofMillis(200);

    private final Access access;
    private final Order order;
    private final String account;
    private final Means means;
    private final Optional<String> password;
    private final Pause pause;

    Refusal(
            Access access,
            Order order,
            String account,
            Means means,
            Optional<String> password,
            Pause pause) {
        this.access = access;
        this.order = order;
        this.account = account;
        this.means = means;
        this.password = password;
        this.pause = pause;
    }

    /** Waits until every service that the lock shuts refuses, and the new password is in force. */
    boolean waitFor() {
        if (access.gate().isEmpty()) {
            return false;
        }
        Gate gate = access.gate().get();
        List<String> early = gate.services().stream().filter(one -> isShut(gate, one)).toList();
        boolean shut = all(early, service -> isInForce(gate, service));
        List<String> late = gate.services().stream().filter(one -> !early.contains(one)).toList();
        if (password.isEmpty() || late.isEmpty()) {
            return shut;
        }
        pause.pause(RELOAD); // a password that is refused too early costs seconds
        return all(late, service -> isInForce(gate, service)) && shut;
    }

    /** Whether it becomes true of each; all are asked at once. */
    private boolean all(List<String> services, Asked holds) {
        AtomicBoolean all = new AtomicBoolean(true);
        together(
                services,
                service -> {
                    if (!comes(service, holds)) {
                        all.set(false);
                    }
                });
        return all.get();
    }

    private interface Asked {
        boolean about(String service) throws IOException;
    }

    private boolean comes(String service, Asked holds) {
        int unheard = 0;
        for (int attempt = 0; attempt < ATTEMPTS && unheard < ATTEMPTS_UNHEARD; attempt++) {
            try {
                if (holds.about(service)) {
                    return true;
                }
                unheard = 0;
            } catch (IOException _) {
                unheard++;
            }
            pause.pause(BETWEEN);
        }
        return false;
    }

    private static void together(List<String> services, Consumer<String> task) {
        List<Thread> threads =
                services.stream()
                        .map(one -> Thread.ofVirtual().start(() -> task.accept(one)))
                        .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isShut(Gate gate, String service) {
        return order.has(Step.LOCK)
                && !means.stores().isEmpty()
                && (means.lock() == Lock.FULL || gate.sending().contains(service));
    }

    private boolean isInForce(Gate gate, String service) throws IOException {
        if (isShut(gate, service)) {
            return gate.ask(account, service) == Gate.Answer.SHUT;
        }
        return password.isEmpty() || gate.lets(account, service, password.get());
    }

    /** Which password is tried at the doors. */
    Tried tried() {
        if (order.thiefPassword().isPresent()) {
            return Tried.GIVEN;
        }
        return password.isPresent() ? Tried.MADE : Tried.NONE;
    }

    /**
     * What each service says now, and then what each door does; all are asked at once, for a
     * refusal takes seconds.
     */
    List<Proof> proofs() {
        if (access.gate().isEmpty()) {
            return List.of();
        }
        Gate gate = access.gate().get();
        List<Proof> proofs = Collections.synchronizedList(new ArrayList<>());
        List<Door> doors = doors(proofs);
        DoorTries tries =
                DoorTries.begin(
                        doors,
                        account,
                        order.thiefPassword().or(() -> password).orElse(new NewPassword().make()),
                        tried());
        together(gate.services(), service -> proofs.add(proof(gate, service)));
        List<String> tried = doors.stream().map(Door::service).toList();
        gate.elsewhere().stream()
                .filter(service -> !tried.contains(service))
                .forEach(service -> proofs.add(elsewhere(service)));
        List<Proof> all = new ArrayList<>(proofs);
        all.sort(Comparator.comparing(Proof::service));
        List<String> shut = gate.services().stream().filter(one -> isShut(gate, one)).toList();
        all.addAll(tries.proofs(List.copyOf(all), shut, gate.keepsOnePassword()));
        return List.copyOf(all);
    }

    private List<Door> doors(List<Proof> trouble) {
        try {
            return access.doors().all();
        } catch (IOException e) {
            String why = "where logins are taken was not told: " + e.getMessage();
            trouble.add(new Proof("doors", Proof.Verdict.NOT_KNOWN, why));
            return List.of();
        }
    }

    private static Proof elsewhere(String service) {
        return new Proof(
                service,
                Proof.Verdict.NOT_KNOWN,
                "its passwords are checked by something that cannot be asked from here");
    }

    private Proof proof(Gate gate, String service) {
        try {
            if (order.thiefPassword().isPresent()) {
                return gate.lets(account, service, order.thiefPassword().get())
                        ? new Proof(service, Proof.Verdict.LET_IN, "the thief's password works")
                        : refused(service, "the thief's password was tried and refused");
            }
            if (gate.ask(account, service) == Gate.Answer.SHUT) {
                return refused(service, "refused whatever the password");
            }
            if (password.isPresent() && gate.lets(account, service, password.get())) {
                return gate.keepsOnePassword()
                        ? refused(service, "the new password works, so the old one is gone")
                        : new Proof(
                                service,
                                Proof.Verdict.NOT_KNOWN,
                                "passwords are kept in more than one place, and another may have the"
                                        + " old one; --lock full, or --thief-password-from");
            }
            return new Proof(
                    service,
                    Proof.Verdict.NOT_KNOWN,
                    "open to whoever knows the password; --thief-password-from tries the old one");
        } catch (IOException e) {
            return new Proof(service, Proof.Verdict.NOT_KNOWN, String.valueOf(e.getMessage()));
        }
    }

    private static Proof refused(String service, String how) {
        return new Proof(service, Proof.Verdict.REFUSED, how);
    }
}
