// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/**
 * Who logged in, in the one form in which they are counted.
 *
 * @param account whose mailbox it is
 * @param master who opened it with a password of their own; empty when the owner did
 */
public record Login(String account, String master) {
    public static final Login NONE = new Login("", "");
}
