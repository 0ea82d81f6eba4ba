// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong with the files of a queue, in sentences: the first of them, and how many more.
 */
public final class QueueTrouble {
    public static final int MOST = 100;

    private final List<String> first = new ArrayList<>();
    private long all;
    private Unreadable unreadable = Unreadable.NOTHING;

    /** Notes a file or folder that could not be read, and why in words. */
    public void unreadable(Path file, IOException why) {
        String reason =
                switch (why) {
                    case AccessDeniedException _ -> "permission denied";
                    case NoSuchFileException _ -> "it is gone";
                    case FileSystemException e when e.getReason() != null -> e.getReason();
                    default -> String.valueOf(why.getMessage());
                };
        unreadable(file + " could not be read: " + reason);
    }

    private synchronized void unreadable(String sentence) {
        unreadable = unreadable.plus(sentence);
        add(sentence);
    }

    public synchronized void add(String sentence) {
        if (++all <= MOST) {
            first.add(sentence);
        }
    }

    public synchronized Unreadable unreadable() {
        return unreadable;
    }

    public synchronized List<String> said() {
        List<String> said = new ArrayList<>(first);
        if (all > MOST) {
            said.add("and " + (all - MOST) + " more");
        }
        return said;
    }
}
