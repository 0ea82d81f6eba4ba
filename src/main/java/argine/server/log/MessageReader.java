// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.MailEvent;
import java.util.function.Consumer;

/**
 * Reads the messages that one program of a mail server writes.
 *
 * <p>One instance serves one thread.
 */
public interface MessageReader {

    /**
     * Hands on what the entry says, if anything; returns whether it was understood. The cursor
     * stands at the start of the message.
     */
    boolean read(Entry entry, Consumer<MailEvent> sink);

    /** Whether an entry is, after all, not of this reader's program; asked before it is read. */
    default boolean isForeign(Entry entry) {
        return false;
    }

    /** Finds the reader for a program; what it returns is asked for once for each program name. */
    interface Directory {

        /**
         * Returns the reader for a program as the log names it ({@code postfix/smtpd}, {@code
         * dovecot}), {@link #NOT_MAIL} when the program is none of this server's.
         */
        MessageReader forProgram(String tag);
    }

    /** Stands for all programs that have nothing to do with mail. */
    MessageReader NOT_MAIL = (entry, sink) -> true;
}
