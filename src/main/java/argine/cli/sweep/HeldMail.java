// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Stop;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Typed;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.store.ReceiptId;
import argine.store.Store;
import argine.sweep.Absent;
import argine.sweep.custody.BrokenOff;
import argine.sweep.custody.Custody;
import argine.sweep.custody.Deleted;
import argine.sweep.custody.Holding;
import argine.sweep.custody.Ledger;
import argine.sweep.custody.Message;
import argine.sweep.custody.OtherQueue;
import argine.sweep.custody.Receipt;
import argine.sweep.custody.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What {@code argine sweep} does with messages once they are chosen, and with those it holds. */
final class HeldMail {
    private static final Receipt NOTHING =
            new Receipt(Optional.empty(), 0, 0, 0, List.of(), /* stopped= */ false);

    private final Surroundings surroundings;
    private final CustodyOptions options;
    private final HeldFace face;

    HeldMail(Surroundings surroundings, CustodyOptions options, HeldFace face) {
        this.surroundings = surroundings;
        this.options = options;
        this.face = face;
    }

    /**
     * What of a queue could not be read, one sentence each, and which of its files are no messages.
     */
    record Aside(List<String> unread, Optional<String> strange) {
        static final Aside NOTHING = new Aside(List.of(), Optional.empty());
    }

    /** Which messages are to be held. */
    interface Choice {

        /**
         * Reads the queue for a first message that is meant.
         *
         * @return what was met where there is none; else nothing
         */
        Optional<Aside> none() throws IOException;

        /** Whether what was read to find it is kept, to be handed on. */
        boolean isReady();

        /** In words; stands in the journal with what is held. */
        String reason();

        /**
         * Reads the queue anew and hands on the messages to hold; their envelopes are enough. What
         * was just read to find the first one may be handed on the first time.
         *
         * @return what was met beside them
         */
        Aside each(Consumer<? super QueuedMessage> sink) throws IOException;

        /** Reads the queue anew for names that were asked for and that no message has. */
        List<Absent> absent() throws IOException;
    }

    /**
     * Holds what is chosen. Where nobody ever held anything there is no lock yet, and nothing that
     * broke off: it is made once there is something to hold.
     */
    int hold(Holds holds, Choice choice) throws IOException {
        Optional<Instant> since = Optional.empty();
        if (!Files.exists(holds.lockFile(), LinkOption.NOFOLLOW_LINKS)) {
            Instant before = surroundings.clockOfToday().instant();
            Optional<Aside> none = choice.none();
            if (none.isPresent()) {
                return show(face.held(NOTHING, choice.absent(), none.get()));
            }
            since = Optional.of(before).filter(_ -> choice.isReady());
        }
        return hold(holds, choice, since);
    }

    /** {@code since} is when was read what is ready to be handed on. */
    private int hold(Holds holds, Choice choice, Optional<Instant> since) throws IOException {
        try (Stop stop = Stop.after(Optional.empty());
                Pace pace = new Pace(surroundings, stop);
                Custody custody =
                        Custody.take(holds, options.store(), surroundings.clockOfToday(), pace);
                Holding holding = custody.holding(choice.reason())) {
            AtomicReference<Aside> aside = new AtomicReference<>(Aside.NOTHING);
            Holding.Chosen chosen = sink -> aside.set(choice.each(sink));
            if (since.isPresent()) {
                holding.holdAll(chosen, since.get());
            } else {
                holding.holdAll(chosen);
            }
            pace.clear();
            Receipt receipt = holding.receipt();
            List<Absent> absent = receipt.id().isEmpty() ? choice.absent() : List.of();
            return show(face.held(receipt, absent, aside.get()));
        } catch (BrokenOff e) {
            throw new IOException(
                    e.getMessage() + "; to put it back: " + face.undo(e.receipt()), e);
        }
    }

    /** Shows what is held; without a queue, as the journals tell. */
    int list(Optional<Holds> holds) throws IOException {
        return show(face.list(Shelf.all(options.store(), holds)));
    }

    /** Finds where messages are held. */
    interface Finder {
        Holds find() throws IOException;
    }

    /** Puts back or deletes what the options name. */
    int call(Finder finder) throws IOException {
        CustodyOptions.Named named = options.undo().or(options::delete).orElseThrow();
        try {
            return call(named, found(named, finder));
        } catch (OtherQueue e) {
            throw told(e, named);
        }
    }

    private Holds found(CustodyOptions.Named named, Finder finder) throws IOException {
        try {
            return finder.find();
        } catch (IOException e) {
            throw told(e, named);
        }
    }

    /**
     * The same with the command that leads to the queue of the receipt. Where Postfix's
     * configuration lies is not in a receipt.
     */
    private IOException told(IOException why, CustodyOptions.Named named) {
        try {
            if (named.receipt().isPresent()) {
                Ledger ledger = Ledger.read(options.store(), named.receipt().get());
                return ledger.folder("icewarp")
                        .map(queue -> new IOException(why.getMessage() + command(queue), why))
                        .orElse(why);
            }
        } catch (IOException _) {
            return why; // there is no such receipt either
        }
        return why;
    }

    private String command(String queue) {
        return "; type: argine sweep "
                + options.again(" --server icewarp --queue " + Typed.quoted(queue));
    }

    private int call(CustodyOptions.Named named, Holds holds) throws IOException {
        ReceiptId receipt = receipt(named, holds);
        Predicate<Message> which =
                message ->
                        named.message().isEmpty()
                                || named.message().get().equals(message.slip().queueId());
        boolean delete = options.delete().isPresent();
        boolean makesStore = !options.store().isThere(); // which taking its lock would do
        if (!options.yes() || makesStore) {
            Shelf shelf = Shelf.of(options.store(), receipt, holds, which);
            return show(delete ? face.wouldDelete(shelf) : face.wouldRelease(shelf));
        }
        try (Stop stop = Stop.after(Optional.empty());
                Pace pace = new Pace(surroundings, stop);
                Custody custody =
                        Custody.take(holds, options.store(), surroundings.clock(), pace)) {
            Optional<Deleted> before = Ledger.read(options.store(), receipt).deleted();
            HeldFace.Shown shown =
                    delete
                            ? face.deleted(
                                    custody.delete(receipt, which, options.keep()),
                                    receipt,
                                    options.keep().map(keep -> Custody.copies(keep, receipt)),
                                    before)
                            : face.released(
                                    custody.release(receipt, which), receipt, holds, before);
            pace.clear();
            return show(shown);
        }
    }

    private ReceiptId receipt(CustodyOptions.Named named, Holds holds) throws IOException {
        if (named.receipt().isPresent()) {
            return named.receipt().get();
        }
        Store store = options.store();
        return Custody.holderOf(named.message().orElseThrow(), store, holds)
                .orElseThrow(
                        () ->
                                new IOException(
                                        named.message().get()
                                                + ": no receipt holds a message of this ID;"
                                                + " argine sweep --list shows what is held"));
    }

    private int show(HeldFace.Shown shown) throws IOException {
        face.print(shown);
        surroundings.flush();
        return shown.exit();
    }
}
