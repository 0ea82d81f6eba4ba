// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/**
 * A request, and whose it is once the login has been brought into its one form.
 *
 * @param account the canonical login; empty where nobody logged in
 * @param master who opened the account with a password of their own; empty when its owner did
 */
public record Question(PolicyRequest request, String account, String master) {
    public boolean hasAccount() {
        return !account.isEmpty();
    }

    /**
     * Under which name the message is counted: the login; without one what the server knows of its
     * origin; else the client. Never the sender, which is whatever a thief likes.
     */
    public String payer() {
        if (hasAccount()) {
            return account;
        }
        return request.origin().isEmpty()
                ? "client " + request.client().address().host()
                : request.origin();
    }
}
