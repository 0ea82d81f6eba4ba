// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueuedMessage.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the envelope records of one queue file say, gathered as they pass.
 *
 * <p>Of a record that stands twice the first one counts, as it does for Postfix's queue manager.
 * Attributes that begin with {@code log_} name the client as it reached the first of the servers on
 * this host, the others the client of the last one, which may be a content filter.
 */
final class EnvelopeRecords {
    /** More than Postfix itself holds in memory at once ({@code qmgr_message_recipient_limit}). */
    static final int MAX_RECIPIENTS = 50_000;

    private static final long LATEST = 253_402_300_799L;
    private static final int MICROS = 1_000_000;

    private static final byte[] SASL_USERNAME = name("sasl_username");
    private static final byte[] LOG_CLIENT_NAME = name("log_client_name");
    private static final byte[] LOG_CLIENT_ADDRESS = name("log_client_address");
    private static final byte[] LOG_HELO_NAME = name("log_helo_name");
    private static final byte[] CLIENT_NAME = name("client_name");
    private static final byte[] CLIENT_ADDRESS = name("client_address");
    private static final byte[] HELO_NAME = name("helo_name");

    private Optional<Address> sender = Optional.empty();
    private Optional<Instant> arrival = Optional.empty();
    private String account = "";
    private String logClientName = "";
    private String logClientAddress = "";
    private String logHelo = "";
    private String clientName = "";
    private String clientAddress = "";
    private String helo = "";
    private final List<Address> recipients = new ArrayList<>(2);
    private final List<Address> done = new ArrayList<>(0);
    private int recipientsSeen;

    private long size = -1;
    private long dataAt = -1;
    private long recipientsMeant = -1;

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes what the current record says about the envelope; other records say nothing. */
    void take(QueueRecords record) {
        switch (record.type()) {
            case 'C' -> takeSize(record);
            case 'T' -> takeTime(record);
            case 'S' -> takeSender(record);
            case 'A' -> takeAttribute(record);
            default -> takeRecipient(record);
        }
    }

    /** Takes a recipient, still waiting ({@code R}) or finished ({@code D}). */
    void takeRecipient(QueueRecords record) {
        char type = record.type();
        if ((type == 'R' || type == 'D') && ++recipientsSeen <= MAX_RECIPIENTS) {
            (type == 'R' ? recipients : done).add(Address.of(record.text()));
        }
    }

    private void takeSize(QueueRecords record) {
        if (size < 0) {
            size = record.number(0);
            dataAt = record.number(1);
            recipientsMeant = record.number(2);
        }
    }

    private void takeTime(QueueRecords record) {
        long seconds = record.number(0);
        if (arrival.isEmpty() && seconds > 0 && seconds <= LATEST) {
            long micros = Math.clamp(record.number(1), 0, MICROS - 1);
            arrival = Optional.of(Instant.ofEpochSecond(seconds, micros * 1000));
        }
    }

    private void takeSender(QueueRecords record) {
        if (sender.isEmpty()) {
            sender = Optional.of(Address.of(record.text()));
        }
    }

    private void takeAttribute(QueueRecords record) {
        switch (record.initial()) {
            case 's' -> account = first(account, SASL_USERNAME, record);
            case 'h' -> helo = first(helo, HELO_NAME, record);
            case 'c' -> {
                clientName = first(clientName, CLIENT_NAME, record);
                clientAddress = first(clientAddress, CLIENT_ADDRESS, record);
            }
            case 'l' -> {
                logClientName = first(logClientName, LOG_CLIENT_NAME, record);
                logClientAddress = first(logClientAddress, LOG_CLIENT_ADDRESS, record);
                logHelo = first(logHelo, LOG_HELO_NAME, record);
            }
            default -> {}
        }
    }

    private static String first(String known, byte[] name, QueueRecords record) {
        return known.isEmpty() && record.names(name) ? record.valueOf(name) : known;
    }

    /** Tells whether recipients that were taken from the headers may stand behind the message. */
    boolean isMissingRecipients() {
        return recipientsMeant < 0 ? recipientsSeen == 0 : recipientsSeen < recipientsMeant;
    }

    /** Where the message ends according to the first record, or -1. */
    long messageEndsAt() {
        return size < 0 || dataAt <= 0 ? -1 : dataAt + size;
    }

    boolean isSizeSaid() {
        return size >= 0;
    }

    /** The message size, where the file says it. */
    long size() {
        return size;
    }

    /** How many recipients were left out because there are too many. */
    int leftOut() {
        return Math.max(0, recipientsSeen - MAX_RECIPIENTS);
    }

    Instant arrival() throws DamagedQueueFile {
        return arrival.orElseThrow(() -> new DamagedQueueFile("no time of arrival"));
    }

    List<Address> done() {
        return List.copyOf(done);
    }

    Envelope envelope() throws DamagedQueueFile {
        return new Envelope(
                sender.orElseThrow(() -> new DamagedQueueFile("no sender")),
                account,
                logClientName.isEmpty() ? clientName : logClientName,
                ClientAddress.parse(logClientAddress.isEmpty() ? clientAddress : logClientAddress)
                        .orElse(ClientAddress.NONE),
                logHelo.isEmpty() ? helo : logHelo,
                List.copyOf(recipients));
    }
}
