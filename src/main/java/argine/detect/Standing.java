// SPDX-License-Identifier: Apache-2.0
package argine.detect;

/** What a network is to an account. */
public enum Standing {
    /** The account has been used from here all along, or its mailbox is read from here. */
    OWN,
    /** Too little is known. */
    UNKNOWN,
    /** First seen after the account's habits were known. */
    NEW,
    /** What came from here is not what an owner does. */
    BAD;

    public boolean isStrange() {
        return this == NEW || this == BAD;
    }
}
