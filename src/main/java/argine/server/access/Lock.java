// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

/** How far an account is shut. */
public enum Lock {
    /** Its owner can read and get mail, and send none. */
    SENDING,
    /** Nobody can log in with it; it still gets mail. */
    FULL
}
