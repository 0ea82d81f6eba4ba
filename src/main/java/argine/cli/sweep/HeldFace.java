// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Exit;
import argine.cli.desk.Format;
import argine.cli.desk.Surroundings;
import argine.investigate.face.Grid;
import argine.investigate.face.Json;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import argine.investigate.face.Times;
import argine.server.Holds;
import argine.store.ReceiptId;
import argine.sweep.Absent;
import argine.sweep.custody.Deleted;
import argine.sweep.custody.Receipt;
import argine.sweep.custody.Shelf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What came of a sweep, as text and as JSON from the same record.
 *
 * @param again the options that lead to the same queue and store, to be shown in the next command
 */
record HeldFace(Surroundings surroundings, Format format, Optional<Path> output, String again) {
    private static final int REASON = 50;

    /** A page and the exit code that goes with it. */
    record Shown(String page, int exit) {}

    void print(Shown shown) throws IOException {
        if (output.isPresent()) {
            Files.writeString(output.get(), shown.page(), StandardCharsets.UTF_8);
        } else {
            surroundings.out().print(shown.page());
        }
    }

    /**
     * What was held.
     *
     * @param absent names that were asked for and that no message has
     * @param aside what of the queue could not be read, and what in it is no message
     */
    Shown held(Receipt receipt, List<Absent> absent, HeldMail.Aside aside) {
        List<String> names = AbsentNames.sentences(absent);
        String first =
                receipt.id().isEmpty()
                        ? "Held nothing: " + nothing(names, aside.unread()) + "."
                        : "Held "
                                + Numbers.of(receipt.done(), "message")
                                + ". Receipt "
                                + receipt.id().get();
        List<String> next =
                receipt.id().isEmpty() || receipt.done() == 0
                        ? List.of()
                        : List.of("To put them back:  " + undo(receipt.id().get()));
        String gone = receipt.gone() == 1 ? " was" : " were";
        return shown(
                new Said(
                        "held",
                        first,
                        gone + " delivered, or held by somebody else, before it came to that.",
                        next,
                        json -> AbsentNames.json(json, absent)),
                receipt,
                aside);
    }

    private static String nothing(List<String> absent, List<String> unread) {
        String why =
                unread.isEmpty()
                        ? "no message in the queue is meant"
                        : "no message that could be read is meant";
        return absent.isEmpty() ? why : why + ", for " + String.join("; ", absent);
    }

    /** The command that puts back what a receipt holds. */
    String undo(ReceiptId receipt) {
        return "argine sweep --undo " + receipt + again + " --yes";
    }

    /** What was put back; {@code before} is what had been deleted of it. */
    Shown released(Receipt receipt, ReceiptId id, Holds holds, Optional<Deleted> before) {
        return shown(
                new Said(
                        "released",
                        "Put back "
                                + Numbers.of(receipt.done(), "message")
                                + " of receipt "
                                + id
                                + "."
                                + wereDeleted(before),
                        (receipt.gone() == 1 ? " was" : " were") + " not held any more.",
                        receipt.done() == 0 || holds.afterRelease().isEmpty()
                                ? List.of()
                                : List.of(holds.afterRelease()),
                        json -> wereDeleted(json, before)),
                receipt,
                HeldMail.Aside.NOTHING);
    }

    private String wereDeleted(Optional<Deleted> before) {
        Times times = new Times(surroundings.clock().getZone());
        return before.map(
                        one ->
                                "\n"
                                        + Numbers.of(one.messages(), "message")
                                        + (one.messages() == 1 ? " of it was" : " of it were")
                                        + " deleted, the last on "
                                        + times.full(one.at())
                                        + copies(one)
                                        + ".")
                .orElse("");
    }

    private static String copies(Deleted deleted) {
        String some =
                deleted.copies() == deleted.messages()
                        ? "; copies are in "
                        : "; copies of " + Numbers.of(deleted.copies()) + " of them are in ";
        return deleted.keptIn().map(to -> some + Plain.line(to)).orElse("; no copies were kept");
    }

    private static void wereDeleted(Json json, Optional<Deleted> before) {
        before.ifPresent(
                one -> {
                    json.number("deletedBefore", one.messages());
                    json.time("deletedAt", one.at());
                    one.keptIn().ifPresent(to -> json.text("copiesIn", to));
                });
    }

    /**
     * What was deleted; {@code copies} is the folder that has a copy of each, {@code before} what
     * had been deleted of it already.
     */
    Shown deleted(Receipt receipt, ReceiptId id, Optional<Path> copies, Optional<Deleted> before) {
        long many = receipt.done();
        Optional<Path> kept = copies.filter(_ -> many > 0);
        String first = "Deleted " + Numbers.of(many, "held message") + " of receipt " + id + ".";
        String copied = (many == 1 ? "Its copy: " : "Their copies: ") + Numbers.of(many, "file");
        return shown(
                new Said(
                        "deleted",
                        first
                                + kept.map(to -> "\n" + copied + " in " + Plain.line(to.toString()))
                                        .orElse("")
                                + wereDeleted(before),
                        (receipt.gone() == 1 ? " was" : " were") + " not held any more.",
                        List.of(
                                "Hash, sender and recipients of each are in the journal of the receipt."),
                        json -> {
                            kept.ifPresent(
                                    to -> {
                                        json.number("kept", many);
                                        json.text("keptIn", to.toString());
                                    });
                            wereDeleted(json, before);
                        }),
                receipt,
                HeldMail.Aside.NOTHING);
    }

    /**
     * What is said of an act beside its numbers.
     *
     * @param did the act, in the JSON
     * @param gone what became of the messages that were not there any more
     * @param more what the JSON says beyond the numbers
     */
    private record Said(
            String did, String first, String gone, List<String> next, Consumer<Json> more) {}

    private Shown shown(Said said, Receipt receipt, HeldMail.Aside aside) {
        List<String> unread = aside.unread();
        int exit = receipt.left() > 0 || !unread.isEmpty() ? Exit.NOT_DONE : Exit.DONE;
        if (format == Format.JSON) {
            return new Shown(json(said, receipt, aside), exit);
        }
        StringBuilder page = new StringBuilder(said.first()).append('\n');
        if (receipt.stopped()) {
            page.append("Stopped before the end; the same command goes on.\n");
        }
        if (receipt.gone() > 0) {
            page.append(Numbers.of(receipt.gone(), "message")).append(said.gone()).append('\n');
        }
        if (receipt.left() > 0) {
            page.append(Numbers.of(receipt.left(), "message"))
                    .append(receipt.left() == 1 ? " left where it was:" : " left where they were:")
                    .append('\n');
            receipt.reasons()
                    .forEach(why -> page.append("  ").append(Plain.line(why)).append('\n'));
        }
        unread.forEach(why -> page.append("Not read: ").append(Plain.line(why)).append('\n'));
        aside.strange()
                .ifPresent(it -> page.append("No message: ").append(Plain.line(it)).append('\n'));
        said.next().forEach(line -> page.append(Plain.line(line)).append('\n'));
        return new Shown(page.toString(), exit);
    }

    private static String json(Said said, Receipt receipt, HeldMail.Aside aside) {
        return Json.object(
                json -> {
                    json.text("did", said.did());
                    receipt.id().ifPresent(id -> json.text("receipt", id.text()));
                    json.number("done", receipt.done());
                    json.number("gone", receipt.gone());
                    json.number("left", receipt.left());
                    json.texts("reasons", receipt.reasons());
                    json.flag("stopped", receipt.stopped());
                    said.more().accept(json);
                    json.texts("trouble", aside.unread());
                    aside.strange().ifPresent(it -> json.text("noMessages", it));
                });
    }

    Shown wouldRelease(Shelf shelf) {
        return plan("release", "Would put back ", shelf);
    }

    Shown wouldDelete(Shelf shelf) {
        return plan("delete", "Would delete for good ", shelf);
    }

    private Shown plan(String would, String inWords, Shelf shelf) {
        String what = " of receipt " + shelf.receipt() + ": " + shelf.reason() + ".";
        return new Shown(
                format == Format.JSON
                        ? Json.object(
                                json -> {
                                    json.text("would", would);
                                    json.number("messages", shelf.held());
                                    wereDeleted(json, shelf.deleted());
                                })
                        : shelf.held() == 0
                                ? Plain.line("Nothing is held any more" + what)
                                        + wereDeleted(shelf.deleted())
                                        + "\n"
                                : Plain.line(inWords + Numbers.of(shelf.held(), "message") + what)
                                        + wereDeleted(shelf.deleted())
                                        + "\nNothing was changed. To do it, add --yes.\n",
                Exit.DONE);
    }

    Shown list(List<Shelf> shelves) {
        return new Shown(format == Format.JSON ? listJson(shelves) : listText(shelves), Exit.DONE);
    }

    private String listText(List<Shelf> shelves) {
        if (shelves.isEmpty()) {
            return "Nothing is held.\n";
        }
        Times times = new Times(surroundings.clock().getZone());
        Grid grid = new Grid("llrl").row("RECEIPT", "SINCE", "HELD", "WHY");
        List<String> notes = new ArrayList<>();
        for (Shelf shelf : shelves) {
            grid.row(
                    shelf.receipt().text(),
                    times.full(shelf.since()),
                    Numbers.of(shelf.held()),
                    Plain.line(shelf.reason(), REASON));
            if (shelf.missing() > 0) {
                notes.add(
                        shelf.receipt()
                                + ": "
                                + Numbers.of(shelf.missing(), "message")
                                + " not there any more, released or deleted by other means");
            }
            if (shelf.damaged() > 0) {
                notes.add(
                        shelf.receipt()
                                + ": the journal has "
                                + Numbers.of(shelf.damaged(), "line")
                                + " that cannot be read");
            }
        }
        StringBuilder page = new StringBuilder();
        grid.lines().forEach(line -> page.append(line).append('\n'));
        notes.forEach(note -> page.append(note).append('\n'));
        return page.toString();
    }

    private static String listJson(List<Shelf> shelves) {
        return Json.object(
                json ->
                        json.objects(
                                "receipts",
                                shelves,
                                shelf -> {
                                    json.text("receipt", shelf.receipt().text());
                                    json.text("queue", shelf.queue());
                                    json.time("since", shelf.since());
                                    json.text("reason", shelf.reason());
                                    json.number("held", shelf.held());
                                    json.number("missing", shelf.missing());
                                    json.number("damagedLines", shelf.damaged());
                                }));
    }
}
