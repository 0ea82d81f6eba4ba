// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MessageText;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import argine.server.icewarp.session.Logins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads queue files, one after another into the same buffer; every thread has its own. */
public final class QueueFileReader {
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final int WHOLE = 64 * 1024;
    private static final int ENVELOPE = 8 * 1024;

    /** So much is read where notes and headers do not end before: many recipients are long. */
    private static final int LONGEST = 1 << 20;

    /** A file as it was read: the message, and what its parts say of each other. */
    public record Found(QueuedMessage message, QueueText text, Optional<TraceLine> trace) {}

    private final Content content;
    private final byte[] buffer;

    public QueueFileReader(Content content) {
        this.content = content;
        this.buffer = new byte[content == Content.NONE ? ENVELOPE : WHOLE];
    }

    /** Reads a file; nothing where it is no message. */
    public Optional<Found> read(Path file, Place place, long size, Instant written)
            throws IOException {
        byte[] bytes = buffer;
        int length = fill(file, size, bytes);
        QueueText text = QueueText.of(bytes, length);
        while (!text.isWhole() && length == bytes.length && length < LONGEST) {
            bytes = new byte[Math.min(LONGEST, length * 8)];
            length = fill(file, size, bytes);
            text = QueueText.of(bytes, length);
        }
        if (length == 0 || !text.isMessage()) {
            return Optional.empty();
        }
        Optional<TraceLine> trace = text.trace();
        MessageText parsed = parsed(text, bytes, length);
        QueuedMessage message =
                new QueuedMessage(
                        id(text, trace, file),
                        place,
                        file.toString(),
                        trace.flatMap(TraceLine::arrival).orElse(written),
                        Math.max(0, size - text.messageAt),
                        envelope(text, trace),
                        List.of(),
                        parsed.headers(),
                        parsed.text());
        return Optional.of(new Found(message, text, trace));
    }

    private MessageText parsed(QueueText text, byte[] bytes, int length) {
        if (content == Content.NONE) {
            return MessageText.NONE;
        }
        byte[] message = Arrays.copyOfRange(bytes, Math.min(text.messageAt, length), length);
        return MessageText.read(message, message.length, content == Content.TEXT);
    }

    /** As much as fits; at the size that the file had, its end is not looked for. */
    private static int fill(Path file, long size, byte[] buffer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer into = ByteBuffer.wrap(buffer);
            int read = channel.read(into);
            while (read >= 0 && into.hasRemaining() && into.position() != size) {
                read = channel.read(into);
            }
            return into.position();
        }
    }

    /** What the notes say, else the trace line, else the file's name. */
    private static QueueId id(QueueText text, Optional<TraceLine> trace, Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        String bare = dot > 0 ? name.substring(0, dot) : name;
        return text.note("msgid")
                .or(() -> trace.map(TraceLine::id))
                .filter(QueueId::isQueueId)
                .or(() -> Optional.of(bare).filter(QueueId::isQueueId))
                .map(QueueId::new)
                .orElseGet(() -> new QueueId("file-" + Integer.toHexString(name.hashCode())));
    }

    private static QueuedMessage.Envelope envelope(QueueText text, Optional<TraceLine> trace) {
        String account =
                text.note("localsender")
                        .map(sender -> QueueText.bare(sender).toString())
                        .orElse(
                                trace.filter(TraceLine::authenticated).isPresent()
                                        ? Logins.HIDDEN
                                        : "");
        Address sender =
                text.note("from")
                        .or(() -> text.header("return-path"))
                        .or(() -> text.header("from"))
                        .map(QueueText::bare)
                        .orElse(Address.NULL_SENDER);
        List<Address> recipients =
                text.recipients.isEmpty()
                        ? trace.flatMap(TraceLine::recipient).map(List::of).orElse(List.of())
                        : List.copyOf(text.recipients);
        return new QueuedMessage.Envelope(
                sender,
                account,
                "",
                trace.map(TraceLine::client).orElse(ClientAddress.NONE),
                trace.map(TraceLine::helo).orElse(""),
                recipients);
    }
}
