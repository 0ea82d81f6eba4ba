// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Slip;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds that are real, and die after so many steps in the file system, as a process that is killed
 * does: nothing is done after it any more. Before each deed it says so: the disk has the journal.
 */
final class Dying implements Holds {
    /** The process was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Holds real;
    private final Runnable atDeed;
    private long stepsLeft;

    Dying(Holds real, long steps, Runnable atDeed) {
        this.real = real;
        this.stepsLeft = steps;
        this.atDeed = atDeed;
    }

    private synchronized void step() {
        if (stepsLeft-- <= 0) {
            throw new Killed();
        }
    }

    private interface Attempt {
        List<Answer> on(List<Slip> one) throws IOException;
    }

    private List<Answer> each(List<Slip> slips, Attempt attempt) throws IOException {
        atDeed.run();
        List<Answer> answers = new ArrayList<>();
        for (Slip slip : slips) {
            step();
            answers.addAll(attempt.on(List.of(slip)));
        }
        step();
        return answers;
    }

    @Override
    public String server() {
        return real.server();
    }

    @Override
    public boolean isAtWork() {
        return real.isAtWork();
    }

    @Override
    public Path queue() {
        return real.queue();
    }

    @Override
    public Path lockFile() {
        return real.lockFile();
    }

    @Override
    public List<Answer> slips(List<QueuedMessage> messages, Instant since, String receipt)
            throws IOException {
        step();
        List<Answer> answers = real.slips(messages, since, receipt);
        step();
        return answers;
    }

    @Override
    public List<Answer> hold(List<Slip> slips) throws IOException {
        return each(slips, real::hold);
    }

    @Override
    public List<Answer> release(List<Slip> slips) throws IOException {
        return each(slips, real::release);
    }

    @Override
    public List<Answer> remove(List<Slip> slips) throws IOException {
        return each(slips, real::remove);
    }

    @Override
    public Whereabouts where(Slip slip) throws IOException {
        return real.where(slip);
    }

    @Override
    public Optional<Path> heldFile(Slip slip) throws IOException {
        step();
        return real.heldFile(slip);
    }

    @Override
    public String afterRelease() {
        return real.afterRelease();
    }
}
