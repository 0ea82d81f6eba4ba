// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/** How far a client has come when the mail server asks. */
public enum Stage {
    CONNECT,
    HELO,
    /** A password is about to be checked. */
    LOGIN_BEFORE,
    /** A password was checked and was right. */
    LOGIN_AFTER,
    MAIL,
    RCPT,
    DATA,
    /** The whole message is here, and nobody has promised anything yet. */
    END_OF_MESSAGE,
    /** VRFY and ETRN: questions that send nothing. */
    QUESTION
}
