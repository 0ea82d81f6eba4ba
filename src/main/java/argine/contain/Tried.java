// SPDX-License-Identifier: Apache-2.0
package argine.contain;

/** Which password was tried at the doors. */
public enum Tried {
    /** The one that the thief knows, as it was handed in. */
    GIVEN("the thief's password"),
    /** The new one of this run, which the store takes: only the lock can refuse it. */
    MADE("the new password"),
    /** None is known; one that was made up shows only that a door answers. */
    NONE("a made-up password");

    private final String words;

    Tried(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
