// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.List;

/**
 * A message as a test tells of it: whose login, from which address, under which name, to whom.
 *
 * <p>{@code account} is empty where nobody logged in; a {@code size} of 0 is one like any other.
 */
public record Mail(
        String account,
        String ip,
        String clientName,
        String service,
        String sender,
        String messageId,
        int size,
        List<String> to) {

    /** From an account's login, under the account's own name, by a client without a name. */
    public static Mail by(String account, String ip) {
        return new Mail(account, ip, "unknown", "submission", account, "", 0, List.of());
    }

    /** From a client that does not log in. */
    public static Mail without(String ip, String sender) {
        return new Mail("", ip, "host.far.test", "smtp", sender, "", 0, List.of());
    }

    public Mail as(String name) {
        return new Mail(account, ip, clientName, service, name, messageId, size, to);
    }

    public Mail to(String... recipients) {
        return to(List.of(recipients));
    }

    public Mail to(List<String> recipients) {
        return new Mail(account, ip, clientName, service, sender, messageId, size, recipients);
    }

    public Mail named(String id) {
        return new Mail(account, ip, clientName, service, sender, id, size, to);
    }

    public Mail from(String name) {
        return new Mail(account, ip, name, service, sender, messageId, size, to);
    }

    public Mail through(String door) {
        return new Mail(account, ip, clientName, door, sender, messageId, size, to);
    }

    public Mail of(int bytes) {
        return new Mail(account, ip, clientName, service, sender, messageId, bytes, to);
    }
}
