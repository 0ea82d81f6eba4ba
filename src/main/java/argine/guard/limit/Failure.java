// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.mail.Address;
import argine.mail.ClientAddress;

/**
 * Somebody wrote to a recipient who does not exist.
 *
 * @param login as the server wrote it
 * @param client {@link ClientAddress#NONE} where nobody knows
 */
public record Failure(String login, ClientAddress client, Address recipient) {}
