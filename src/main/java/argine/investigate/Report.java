// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer of an investigation: what kind of trouble, the cases, who was looked at and cleared,
 * and how much could be read.
 *
 * <p>It is the JSON as it stands; text and HTML are made from it. Nothing in it is cleaned for a
 * terminal or a page: the faces do that.
 */
public record Report(
        String origin,
        String because,
        int exit,
        List<Case> cases,
        List<Cleared> cleared,
        Read read) {

    /** An account that looked suspicious and is not, with the reason. */
    public record Cleared(String account, String looksLike, String because) {}

    /**
     * What was read: lines of the log and those not understood, messages of the queue, the time
     * covered, what was missing and would have helped, and what was found by itself.
     */
    public record Read(
            long lines,
            long unread,
            long queueMessages,
            Optional<Instant> from,
            Optional<Instant> to,
            List<String> missing,
            List<File> files,
            List<Shape> unreadShapes,
            String recognised) {}

    /** One file of the log, with its size as plain text. */
    public record File(String name, long bytes, long lines) {}

    /** Lines of one shape that were not understood. */
    public record Shape(String shape, long count, String example) {}
}
