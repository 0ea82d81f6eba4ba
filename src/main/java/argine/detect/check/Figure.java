// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

/**
 * A number that is taken at each look at the server, and remembered.
 *
 * <p>Those of the queue say how many there are at the moment, those of the log how many there were
 * in one hour. The word is a key of the JSON, of the line for monitoring and of the history.
 */
public enum Figure {
    /** Messages that wait to be delivered, held ones not counted. */
    QUEUE("queue", false),
    /** Of these, messages that wait for another try. */
    DEFERRED("deferred", false),
    /** Of those that wait, very small ones. */
    SMALL("small", false),
    /** Messages on hold. */
    HELD("held", false),
    /** Of these, messages that came long ago. */
    OLD_HOLDS("oldHolds", false),
    /** Messages that came in, from users and from outside. */
    ACCEPTED("accepted", true),
    /** Recipients who were reached. */
    DELIVERED("delivered", true),
    /** Tries that failed for the moment. */
    DEFERRALS("deferrals", true),
    /** Recipients who were given up. */
    BOUNCED("bounced", true),
    /** Those who do not exist, given up or still tried. */
    UNKNOWN("unknownRecipients", true),
    /** Recipients whose server refused the mail as spam, or this server for its reputation. */
    REFUSED("refused", true),
    /** SMTP sessions that were opened. */
    SESSIONS("sessions", true),
    /** Logins that failed. */
    FAILED_LOGINS("failedLogins", true);

    private final String word;
    private final boolean hourly;

    Figure(String word, boolean hourly) {
        this.word = word;
        this.hourly = hourly;
    }

    public String word() {
        return word;
    }

    /** Whether it is counted over time, and so given for one hour. */
    public boolean isHourly() {
        return hourly;
    }
}
