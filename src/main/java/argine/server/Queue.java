// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.QueuedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The messages that a server has not delivered yet.
 *
 * <p>A queue is read while the server works on it: a message that vanishes or moves in between is
 * counted, not an error. Nothing is changed by reading.
 */
public interface Queue {

    /**
     * Hands every message to {@code sink}: from whichever thread read it, in no order, and never
     * two at once, so the sink needs no lock. What the sink throws ends the reading.
     */
    Summary read(Consumer<QueuedMessage> sink) throws IOException;

    /**
     * Looks into every message, whole, and hands on what is found there; otherwise as {@link
     * #read(Consumer)}. Each thread that reads has a lens of its own.
     *
     * @throws IOException when this queue does not tell what its messages say
     */
    default <T> Summary look(Supplier<? extends Lens<T>> lenses, Consumer<? super T> sink)
            throws IOException {
        throw new IOException(
                "this queue does not tell what its messages say; name its folder: --queue DIR");
    }

    /** The same queue without what is held, which grows while somebody reads it and holds. */
    default Queue waiting() {
        return this;
    }

    /**
     * The same queue without some files, which are not opened; it is asked of each, by whichever
     * thread met it. What is not read from files is read whole.
     */
    default Queue without(Predicate<Path> files) {
        return this;
    }

    /**
     * What was taken out of this queue and is kept beside it, where the server has no hold of its
     * own; nothing where it has, or where nothing is kept.
     */
    default Optional<Queue> held() {
        return Optional.empty();
    }

    /**
     * What is held of the queue and is not read with it, also where this is one folder of a queue
     * that keeps what is held in another.
     */
    default Optional<Queue> heldBeside() {
        return held();
    }

    /** The same queue as it is read, with only what arrived from one time on and before another. */
    default Queue within(Instant since, Instant until) {
        Queue whole = this;
        return new Queue() {
            @Override
            public Summary read(Consumer<QueuedMessage> sink) throws IOException {
                long[] taken = {0};
                Summary all =
                        whole.read(
                                message -> {
                                    Instant arrival = message.arrival();
                                    if (!arrival.isBefore(since) && arrival.isBefore(until)) {
                                        taken[0]++;
                                        sink.accept(message);
                                    }
                                });
                return all.of(taken[0]);
            }

            @Override
            public Optional<Queue> held() {
                return whole.held().map(queue -> queue.within(since, until));
            }
        };
    }

    /** Looks at one message after another, while each is open. */
    interface Lens<T> {

        /**
         * Returns what it sees. The message comes without headers and text; those are in the
         * content.
         */
        T look(QueuedMessage message, Message content) throws IOException;
    }

    /** The bytes of one message, headers and all, while its file is open. */
    interface Message {

        /** Hands them on to their end, once; returns whether the end was reached. */
        boolean to(Lines lines) throws IOException;
    }

    /** Takes a message as lines, of any length, in pieces of bounded length. */
    interface Lines {

        /**
         * Takes a piece of a line; the bytes are lent.
         *
         * @param ends whether the line ends behind it; the line end is not among the bytes
         */
        void line(byte[] bytes, int from, int length, boolean ends);

        /** Whether the rest of the message is of no use any more. */
        default boolean isEnough() {
            return false;
        }
    }

    /** How much of each message is read; the less, the faster. */
    enum Content {
        /** The envelope only: enough to say whose mail it is. */
        NONE,
        /** The envelope and the headers. */
        HEADERS,
        /** The envelope, the headers and the beginning of the text. */
        TEXT
    }

    /**
     * How much was read, what vanished in between, and the files that could not be understood.
     *
     * <p>{@code passedOver} counts files that are no messages of this queue; {@code trouble} is one
     * sentence for each thing that could not be read, bounded in number; {@code unreadable} counts
     * the files and folders that could not be opened; {@code strange} is a sentence on the files
     * that nobody would take for messages and that hold none, where there are any: it is no
     * trouble.
     */
    record Summary(
            String where,
            long messages,
            long vanished,
            long damaged,
            long passedOver,
            List<String> trouble,
            Unreadable unreadable,
            Optional<String> strange) {

        /** Of a queue with nothing strange in it. */
        public Summary(
                String where,
                long messages,
                long vanished,
                long damaged,
                long passedOver,
                List<String> trouble,
                Unreadable unreadable) {
            this(
                    where,
                    messages,
                    vanished,
                    damaged,
                    passedOver,
                    trouble,
                    unreadable,
                    Optional.empty());
        }

        /** Of a queue that could be read. */
        public Summary(
                String where,
                long messages,
                long vanished,
                long damaged,
                long passedOver,
                List<String> trouble) {
            this(where, messages, vanished, damaged, passedOver, trouble, Unreadable.NOTHING);
        }

        /** The same with what could not be read of what is held beside it. */
        public Summary with(Summary held) {
            List<String> all = new ArrayList<>(trouble);
            all.addAll(held.trouble);
            return new Summary(
                    where,
                    messages,
                    vanished,
                    damaged,
                    passedOver,
                    List.copyOf(all),
                    unreadable.plus(held.unreadable),
                    strange);
        }

        /** The same of a part of the messages. */
        Summary of(long part) {
            return new Summary(
                    where, part, vanished, damaged, passedOver, trouble, unreadable, strange);
        }
    }
}
