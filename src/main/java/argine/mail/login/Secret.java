// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and its password, which are shown to nobody. */
record Secret(String account, String password) {

    /**
     * As SASL's PLAIN has them (RFC 4616).
     *
     * @throws IOException when no login can say them
     */
    String plain() throws IOException {
        if (account.indexOf('\0') >= 0 || password.indexOf('\0') >= 0) {
            throw new IOException("no login can say a name or a password with a zero byte");
        }
        return encoded();
    }

    boolean isIn(String text) {
        return text.contains(password) || text.contains(encoded());
    }

    private String encoded() {
        byte[] bytes = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return account + " ***";
    }
}
