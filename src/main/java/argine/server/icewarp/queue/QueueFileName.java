// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.server.icewarp.session.MsgId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The name of a file in the queue, which says what the server meant it to be: {@code RSH57823.tmp}
 * is a message though it be damaged, {@code Thumbs.db} is somebody else's.
 *
 * <p>The vendor names {@code .tmp} and {@code .tm$}; {@code .imp} is that of the mailboxes. With
 * other endings the MsgID tells.
 */
final class QueueFileName {
    private static final List<String> ENDINGS = List.of(".tmp", ".tm$", ".imp");

    private QueueFileName() {}

    /** Whether it is that of a message. */
    static boolean isMessages(Path file) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return ENDINGS.stream().anyMatch(lower::endsWith)
                || MsgId.isOne(dot > 0 ? name.substring(0, dot) : name);
    }
}
