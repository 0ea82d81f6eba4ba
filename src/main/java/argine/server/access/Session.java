// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

/**
 * A session that is open now.
 *
 * @param service for example {@code imap} or {@code smtp}
 * @param client the address at the other end; empty where it is not told
 * @param certain whether it is known to be the account's; if not, it has not yet said whose it is
 * @param handle by what its server ends it
 */
public record Session(String service, String client, boolean certain, String handle) {}
