// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.Locale;

/**
 * The way a message takes into the mail server.
 *
 * <p>Each has a budget of its own, so that a mailbox that forwards never eats what its owner may
 * send.
 */
public enum Channel {
    /** A person's mail program, with a login. */
    SUBMISSION,
    /** A person's browser. */
    WEBMAIL,
    /** A rule of a mailbox sends incoming mail on. */
    FORWARD,
    /** A mailbox answers by itself. */
    AUTOREPLY,
    /** A mailing list of this server hands out a post. */
    LIST,
    /** A program on this host or a web application. */
    SCRIPT,
    /** Another server, without a login. */
    INBOUND,
    /** No message at all: somebody reads their mail (IMAP, POP3, ManageSieve). */
    MAILBOX;

    /** As it is written in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
