// SPDX-License-Identifier: Apache-2.0
package argine.contain;

/**
 * Whether a login may be handed to a mail server's tools and files.
 *
 * <p>Logins come from strangers. A colon or a line end would make another entry of a file, a star
 * would end everybody's sessions, a hyphen in front would be an option.
 */
public final class AccountName {
    private static final String FORM = "[\\p{L}\\p{N}_][\\p{L}\\p{N}._+@=~#!-]{0,253}";

    private AccountName() {}

    public static boolean isFit(String account) {
        return account.matches(FORM) && !account.contains("..");
    }
}
