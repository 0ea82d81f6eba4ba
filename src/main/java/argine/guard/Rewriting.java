// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.Address;

/**
 * A change to a message that passes: its From header becomes this address, and so does its envelope
 * sender unless it is null.
 *
 * <p>Only a milter can do it; behind other protocols such a message is reported instead.
 */
public record Rewriting(Address from) {}
