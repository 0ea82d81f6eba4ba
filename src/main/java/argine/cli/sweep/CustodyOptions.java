// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Typed;
import argine.mail.QueueId;
import argine.store.ReceiptId;
import argine.store.Store;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options about holding, and about what is held. */
final class CustodyOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--yes", description = "Does it; without it, only what would be done is shown.")
    private boolean yes;

    @Option(names = "--list", description = "Shows what is held, by which receipt, since when.")
    private boolean list;

    @Option(
            names = {"--undo", "--release"},
            paramLabel = "RECEIPT|ID",
            description = "Puts what a receipt holds back into the queue, or one message.")
    private Optional<String> undo = Optional.empty();

    @Option(
            names = "--delete",
            paramLabel = "RECEIPT|ID",
            description = "Deletes what a receipt holds, or one message. This cannot be undone.")
    private Optional<String> delete = Optional.empty();

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "With --delete: copies each message to this folder first.")
    private Optional<Path> keep = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where Argine remembers what it did (${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/argine")
    private Path store = Store.USUAL_PLACE;

    /** What is held, by receipt or by queue ID. */
    record Named(Optional<ReceiptId> receipt, Optional<QueueId> message) {}

    boolean yes() {
        return yes;
    }

    boolean list() {
        return list;
    }

    Optional<Named> undo() {
        return undo.map(this::named);
    }

    Optional<Named> delete() {
        return delete.map(this::named);
    }

    Optional<Path> keep() {
        return keep;
    }

    Store store() {
        return new Store(store);
    }

    /** The option that names the store, for the next command; empty if it is the usual one. */
    String words() {
        return store.equals(Store.USUAL_PLACE) ? "" : " --store " + Typed.quoted(store.toString());
    }

    /** What was asked about held mail, once more, of another {@code place}. */
    String again(String place) {
        return undo.map(one -> "--undo " + one)
                        .or(() -> delete.map(one -> "--delete " + one))
                        .orElse("")
                + place
                + words()
                + keep.map(to -> " --keep " + Typed.quoted(to.toString())).orElse("")
                + (yes ? " --yes" : "");
    }

    /** Whether it is about what is held already, and not about what is to be chosen. */
    boolean areAboutHeldMail() {
        long asked = (list ? 1 : 0) + undo.stream().count() + delete.stream().count();
        if (asked > 1) {
            throw wrong("--list, --undo and --delete are three things; ask for one");
        }
        if (keep.isPresent() && delete.isEmpty()) {
            throw wrong("--keep belongs to --delete");
        }
        return asked == 1;
    }

    private Named named(String text) {
        Optional<ReceiptId> receipt = ReceiptId.parse(text);
        if (receipt.isPresent() || QueueId.isQueueId(text)) {
            return new Named(
                    receipt,
                    receipt.isPresent() ? Optional.empty() : Optional.of(new QueueId(text)));
        }
        throw wrong("'" + text + "' is no receipt (2026-11-24.1) and no queue ID");
    }

    ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
