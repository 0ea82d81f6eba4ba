// SPDX-License-Identifier: Apache-2.0
package argine.contain;

/** The steps of containing, in the order in which they begin. */
public enum Step {
    LOCK("lock"),
    PASSWORD("password"),
    CACHE("cache"),
    SESSIONS("sessions"),
    QUEUE("queue"),
    FOOTHOLDS("footholds"),
    PROOF("proof");

    private final String word;

    Step(String word) {
        this.word = word;
    }

    /** As it is read and typed. */
    public String word() {
        return word;
    }
}
