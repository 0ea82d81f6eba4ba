// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a log was read: how many lines, how many of them not understood, from when to when.
 *
 * <p>{@code unread} lists the shapes of the lines that were not understood, most frequent first;
 * {@code trouble} is one sentence for each file that could not be read whole; {@code unreadable}
 * counts those of which the end or everything is missing.
 */
public record Reading(
        long lines,
        long unreadLines,
        long otherPrograms,
        Optional<Instant> from,
        Optional<Instant> to,
        List<File> files,
        List<Shape> unread,
        List<String> trouble,
        Unreadable unreadable) {

    /** Of files that could be read. */
    public Reading(
            long lines,
            long unreadLines,
            long otherPrograms,
            Optional<Instant> from,
            Optional<Instant> to,
            List<File> files,
            List<Shape> unread,
            List<String> trouble) {
        this(
                lines,
                unreadLines,
                otherPrograms,
                from,
                to,
                files,
                unread,
                trouble,
                Unreadable.NOTHING);
    }

    /** One file of the log. */
    public record File(String name, long bytes, long lines) {}

    /**
     * The shape of lines that were not understood (digits as {@code #}), how often, and the first.
     */
    public record Shape(String shape, long count, String example) {}
}
