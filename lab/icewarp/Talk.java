// SPDX-License-Identifier: Apache-2.0

/**
 * One session as the log shows it: who is on the other end, which thread serves it, and what is said.
 *
 * <p>Each line comes at least a millisecond after the one before, so that their order is never in doubt.
 */
final class Talk {
    private final Logs logs;
    private final Setup setup;
    private final Dice dice;
    private final char service;
    private final String head;
    private final Threads.Thread thread;
    private final boolean dialogue;
    private final boolean summary;
    private final int pace;
    final String peer;
    long now;

    Talk(Logs logs, Setup setup, Dice dice, char service, String peer, Threads.Thread thread, long start) {
        this.logs = logs;
        this.setup = setup;
        this.dice = dice;
        this.service = service;
        this.peer = peer;
        this.thread = thread;
        this.head = (peer.length() < 16 ? peer + " ".repeat(16 - peer.length()) : peer + " ") + "[" + thread.name + "] ";
        this.dialogue = !setup.is("level", "summary");
        this.summary = !setup.is("level", "debug");
        this.pace = dice.chance(0.25) ? dice.from(4, 24) : 1;     // slow lines, so that sessions overlap
        this.now = start;
    }

    /** The session begins with a connection; one that never came about has no such line. */
    Talk connected() {
        return dialogue("Connected");
    }

    Talk disconnected() {
        dialogue("Disconnected");
        thread.free(now);
        return this;
    }

    /** The thread is free for others without a line that says so. */
    void left() {
        thread.free(now);
    }

    /** Sent by the server whose log this is. */
    Talk say(String text) {
        return dialogue(">>> " + text);
    }

    /** Received by it. */
    Talk hear(String text) {
        return dialogue("<<< " + text);
    }

    /** Free text that only the highest level shows. */
    Talk extra(String text) {
        return setup.is("level", "extended") ? dialogue(text) : this;
    }

    Talk dialogue(String text) {
        if (dialogue) {
            line(service, text);
        }
        return this;
    }

    /** The summary line of a transfer. */
    Talk transfer(String sender, String recipient, int recipients, long bytes, String result, String id) {
        if (summary) {
            line(service, "*** <" + sender + "> <" + recipient + "> " + recipients + " " + bytes + " 00:00:0" + dice.below(3)
                    + " " + result + (setup.is("xfer-ids", "yes") ? " " + id : ""));
        }
        return this;
    }

    /** A line of another log about this session. */
    Talk line(char otherService, String text) {
        logs.line(otherService, now++, head, text);
        return this;
    }

    Talk pause(int mostMillis) {
        now += 1 + (long) dice.below(mostMillis) * pace;
        return this;
    }
}
