// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/**
 * Which message of which connection a question is about.
 *
 * @param session the connection, by any name that is its alone; empty when unknown
 * @param instance the message, by a name that stays the same from MAIL to its end and when the
 *     server asks again: {@code instance} of Postfix's policy protocol; empty when unknown
 * @param queueId the message's name in the queue once it has one; else empty
 */
public record Transaction(String session, String instance, String queueId) {
    public static final Transaction NONE = new Transaction("", "", "");

    public static Transaction of(String session, String instance) {
        return new Transaction(session, instance, "");
    }
}
