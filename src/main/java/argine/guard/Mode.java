// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/** What comes of a rule's objection. */
public enum Mode {
    /** It is told, and the message passes. */
    REPORT,
    /** The message passes under the account's own name. */
    REWRITE,
    /** It is done as the rule says. */
    ENFORCE
}
