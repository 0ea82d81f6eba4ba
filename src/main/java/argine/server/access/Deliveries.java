// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import argine.mail.QueueId;
import java.io.IOException;
import java.util.Set;

/** The deliveries that have begun, and their end: to hold a message does not stop one. */
public interface Deliveries {

    /** Which of the messages something is delivering now. */
    Set<QueueId> of(Set<QueueId> messages) throws IOException;

    /** Breaks off what carries them out of this host; the server notes them as put off. */
    void cut(Set<QueueId> messages) throws IOException;
}
