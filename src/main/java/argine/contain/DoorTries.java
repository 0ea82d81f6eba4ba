// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.contain.Proof.Verdict;
import argine.mail.login.Login;
import argine.mail.login.LoginAnswer;
import argine.server.access.Door;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries to log in at every door as the thief would: once at each, all at once.
 *
 * <p>What decides may be asked itself, and yet a door may ask something else, or not be under the
 * rule that was written; only a try at the door tells. The best password to try is the new one, for
 * the store takes it, and only the lock can refuse it.
 */
final class DoorTries {
    private static final Login LOGIN = new Login(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final Duration ALL = Duration.ofSeconds(20);
    private static final int MOST_DOORS = 64;
    private static final String ALONE = "; by itself that shows only that the door answers";

    private final Tried tried;
    private final List<Door> doors;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Door, LoginAnswer> answers = new ConcurrentHashMap<>();
    private final Map<Door, String> troubles = new ConcurrentHashMap<>();

    private DoorTries(Tried tried, List<Door> doors) {
        this.tried = tried;
        this.doors = doors;
    }

    /** Begins; nobody waits for it yet. */
    static DoorTries begin(List<Door> doors, String account, String password, Tried tried) {
        DoorTries tries = new DoorTries(tried, List.copyOf(doors));
        tries.doors.stream()
                .limit(MOST_DOORS)
                .filter(door -> door.obstacle().isEmpty())
                .forEach(
                        door ->
                                tries.threads.add(
                                        Thread.ofVirtual()
                                                .start(
                                                        () ->
                                                                tries.knock(
                                                                        door, account, password))));
        return tries;
    }

    private void knock(Door door, String account, String password) {
        try {
            answers.put(door, LOGIN.at(door.at(), account, password));
        } catch (IOException e) {
            troubles.put(door, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What each door says.
     *
     * @param services what is known of each service from what decides there
     * @param shut the services that the lock shuts
     * @param onePassword whether passwords are kept in one place only
     */
    List<Proof> proofs(List<Proof> services, List<String> shut, boolean onePassword) {
        join();
        return doors.stream().map(door -> proof(door, services, shut, onePassword)).toList();
    }

    private void join() {
        long until = System.nanoTime() + ALL.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Proof proof(Door door, List<Proof> services, List<String> shut, boolean onePassword) {
        Optional<LoginAnswer> answer = Optional.ofNullable(answers.get(door));
        if (answer.isEmpty() || answer.get().kind() == LoginAnswer.Kind.UNCLEAR) {
            return of(door, Verdict.NOT_KNOWN, "not tried: " + trouble(door, answer));
        }
        boolean in = answer.get().kind() == LoginAnswer.Kind.LET_IN;
        String said = answer.get().said();
        return switch (tried) {
            case GIVEN -> of(door, in ? Verdict.LET_IN : Verdict.REFUSED, words(in, said));
            case MADE ->
                    withNewPassword(door, in, said, shut.contains(door.service()), onePassword);
            case NONE ->
                    in
                            ? of(door, Verdict.LET_IN, words(true, said))
                            : of(door, of(services, door.service()), words(false, said) + ALONE);
        };
    }

    private Proof withNewPassword(
            Door door, boolean in, String said, boolean shut, boolean onePassword) {
        if (shut) {
            return of(door, in ? Verdict.LET_IN : Verdict.REFUSED, words(in, said));
        }
        return in && onePassword
                ? of(door, Verdict.REFUSED, "the new password works here, so the old one is gone")
                : of(
                        door,
                        Verdict.NOT_KNOWN,
                        words(in, said) + "; --thief-password-from tries the old one");
    }

    private String words(boolean in, String said) {
        return in ? tried.words() + " works" : tried.words() + " was refused: " + said;
    }

    private String trouble(Door door, Optional<LoginAnswer> answer) {
        String own = answer.map(LoginAnswer::said).orElse("it did not answer in time");
        return door.obstacle().isEmpty() ? troubles.getOrDefault(door, own) : door.obstacle();
    }

    /** What is known of a service from what decides there. */
    private static Verdict of(List<Proof> services, String service) {
        return services.stream()
                .filter(one -> one.service().equals(service))
                .map(Proof::verdict)
                .findFirst()
                .orElse(Verdict.NOT_KNOWN);
    }

    private static Proof of(Door door, Verdict verdict, String how) {
        return new Proof(door.name(), door.at().toString(), verdict, how);
    }
}
