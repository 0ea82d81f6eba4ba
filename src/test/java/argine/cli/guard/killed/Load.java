// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One account that sends message after message by one door until the guard is gone. */
final class Load {
    private final String account;
    private final boolean byMilter;
    private final RunningTime time;
    private final List<Duration> answered = new ArrayList<>();
    private long asked;

    Load(String account, boolean byMilter, RunningTime time) {
        this.account = account;
        this.byMilter = byMilter;
        this.time = time;
    }

    void send(Path folder) {
        try (AskedDoors doors = AskedDoors.open(folder)) {
            while (true) {
                asked++;
                String answer = byMilter ? doors.milter(account) : doors.policy(account);
                if (!answer.equals("pass")) {
                    throw new AssertionError(account + ": " + answer);
                }
                answered.add(time.passed());
            }
        } catch (IOException _) {
            // it was killed
        }
    }

    String account() {
        return account;
    }

    long asked() {
        return asked;
    }

    /** How many messages were accepted up to a time. */
    long answered(Duration until) {
        return answered.stream().filter(at -> at.compareTo(until) <= 0).count();
    }
}
