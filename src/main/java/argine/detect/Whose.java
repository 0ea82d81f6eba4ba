// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Network;

/**
 * Whose a message in the queue is, and from which network it came, as the log proves it where the
 * queue file does not tell: a content filter that gives a message back names no login, and a
 * program of this host has none.
 */
public record Whose(Identity identity, Network network) {}
