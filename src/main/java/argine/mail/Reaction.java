// SPDX-License-Identifier: Apache-2.0
package argine.mail;

/** What a remote server's answer means, beyond yes, later and no. */
public enum Reaction {
    /** Accepted. */
    ACCEPTED,
    /** The mailbox or the domain does not exist. */
    NO_SUCH_RECIPIENT,
    /** Refused for content, reputation or a block list. */
    POLICY,
    /** Come back later, as greylisting does. */
    GREYLISTED,
    /** No connection, no answer, no DNS, or a delivery put off for those reasons. */
    UNREACHABLE,
    /** Any other answer: mailbox full, message too big, ... */
    OTHER
}
