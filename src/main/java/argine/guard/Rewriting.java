// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.Address;

/**
 * A change to a message that passes: every address of its From header becomes this one.
 *
 * <p>Only a milter can do it; behind other protocols the guard reports instead.
 */
public record Rewriting(Address from) {}
