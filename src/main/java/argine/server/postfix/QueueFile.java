// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.MessageText;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import argine.server.Queue.Lens;
import argine.server.Queue.Lines;
import java.io.IOException;

/**
 * A reader of queue files, one after another into the same buffers; every thread has its own.
 *
 * <p>A file holds the envelope, {@code M}, the message, {@code X}, what was taken from the headers,
 * {@code E}. The envelope is most often in the first 2 KiB, so reading stops at {@code M} unless
 * more is asked for, or the first record counts more recipients than came before {@code M}: those
 * of {@code sendmail -t} stand behind the message.
 *
 * <p><b>Limits.</b> A file that is cut short behind {@code M} still tells whose it is and is not
 * called damaged. Recipients that a maildrop message names in its headers only are not known.
 */
final class QueueFile {
    /** How much of a message is looked at for its headers and its text. */
    static final int MAX_CONTENT = 32 * 1024;

    private final Content content;
    private final QueueRecords records = new QueueRecords();
    private final byte[] message;
    private int leftOut;

    QueueFile(Content content) {
        this.content = content;
        this.message = new byte[content == Content.NONE ? 0 : MAX_CONTENT];
    }

    /** Which file it is; {@code name} is what it is called. */
    record At(QueueId id, Place place, String name, Length length) {}

    /** The length of a file in bytes, which is asked only where the file does not tell its size. */
    interface Length {
        long bytes() throws IOException;
    }

    /** Reads one file; {@code length} is its length in bytes, {@code name} what it is called. */
    QueuedMessage read(QueueId id, Place place, String name, long length, QueueRecords.Bytes bytes)
            throws IOException {
        return read(new At(id, place, name, () -> length), bytes);
    }

    /** Reads one file, as much of its text as was asked for at the beginning. */
    QueuedMessage read(At at, QueueRecords.Bytes bytes) throws IOException {
        records.open(bytes);
        EnvelopeRecords envelope = new EnvelopeRecords();
        readToMessage(envelope);
        MessageText text = content == Content.NONE ? MessageText.NONE : readText();
        if (envelope.isMissingRecipients()) {
            readBehindMessage(envelope);
        }
        return message(at, envelope, text);
    }

    /** Reads the envelope of one file and lets a lens look at its message, all of it. */
    <T> T look(At at, QueueRecords.Bytes bytes, Lens<T> lens) throws IOException {
        records.open(bytes);
        EnvelopeRecords envelope = new EnvelopeRecords();
        readToMessage(envelope);
        long textAt = records.nextAt();
        if (envelope.isMissingRecipients()) {
            readBehindMessage(envelope);
            records.goTo(textAt);
        }
        return lens.look(message(at, envelope, MessageText.NONE), this::handOn);
    }

    private QueuedMessage message(At at, EnvelopeRecords envelope, MessageText text)
            throws IOException {
        leftOut = envelope.leftOut();
        return new QueuedMessage(
                at.id(),
                at.place(),
                at.name(),
                envelope.arrival(),
                envelope.isSizeSaid() ? envelope.size() : at.length().bytes(),
                envelope.envelope(),
                envelope.done(),
                text.headers(),
                text.text());
    }

    private boolean handOn(Lines lines) throws IOException {
        while (!lines.isEnough()) {
            if (!isContent(0, 1)) {
                return records.type() == 'X';
            }
            records.giveTo(lines, records.type() == 'N');
        }
        return true;
    }

    /** How many recipients of the last file were left out because there are too many. */
    int leftOut() {
        return leftOut;
    }

    private void readToMessage(EnvelopeRecords envelope) throws IOException {
        while (records.next()) {
            if (records.type() == 'M') {
                return;
            }
            if (records.type() == 'E') {
                throw new DamagedQueueFile("no message");
            }
            envelope.take(records);
        }
        throw new DamagedQueueFile("cut short");
    }

    private MessageText readText() throws IOException {
        int filled = 0;
        boolean inHeaders = true;
        while (isContent(filled, message.length)) {
            boolean line = records.type() == 'N';
            inHeaders &= !line || records.length() > 0;
            filled += records.copyTo(message, filled);
            if (line && filled < message.length) {
                message[filled++] = '\n';
            }
            if (!inHeaders && content == Content.HEADERS) {
                break;
            }
        }
        return MessageText.read(message, filled, content == Content.TEXT);
    }

    /** Goes to the next record of the message, while there is room for it. */
    private boolean isContent(int filled, int room) throws IOException {
        try {
            return filled < room
                    && records.next()
                    && (records.type() == 'N' || records.type() == 'L');
        } catch (DamagedQueueFile _) {
            return false;
        }
    }

    /** Takes the recipients behind the message; without them the envelope is what it is. */
    private void readBehindMessage(EnvelopeRecords envelope) throws IOException {
        try {
            long end = envelope.messageEndsAt();
            if (records.standsAt(end, 'X')) {
                records.goTo(end);
            }
            boolean behind = records.type() == 'X';
            while ((behind || records.type() != 'E') && records.next()) {
                if (behind) {
                    envelope.takeRecipient(records);
                }
                if (records.type() == 'E') {
                    return;
                }
                behind |= records.type() == 'X';
            }
        } catch (DamagedQueueFile _) {
            return;
        }
    }
}
