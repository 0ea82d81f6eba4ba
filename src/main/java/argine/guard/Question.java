// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/**
 * A request, and whose it is once the login has been brought into its one form.
 *
 * @param account the canonical login; empty where nobody logged in
 */
public record Question(PolicyRequest request, String account) {
    public boolean hasAccount() {
        return !account.isEmpty();
    }
}
