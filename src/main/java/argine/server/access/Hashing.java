// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;

/** Makes what a store keeps in place of a password, in a scheme of the server's. */
public interface Hashing {

    /**
     * {@code {SCHEME}hash} of a password.
     *
     * @param scheme as Dovecot names it; one that is too weak to be used anew becomes a strong one
     */
    String hash(String password, String scheme, String account) throws IOException;
}
