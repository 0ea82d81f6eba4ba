// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A queue as {@code postqueue -j} lists it: one JSON object a line.
 *
 * <p><b>Limits.</b> The listing names no account, no client and no subject, and leaves out the
 * recipients that are done. A line that is not understood, or longer than a message with 50,000
 * recipients needs, is counted as damaged.
 */
public final class PostqueueListing implements Queue {
    static final int MAX_LINE = 32 * 1024 * 1024;
    private static final int MAX_TROUBLE = 100;
    private static final long LATEST = 253_402_300_799L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String name;
    private long messages;
    private long damaged;
    private final List<String> trouble = new ArrayList<>();

    /** A listing in a file, or in the standard input if the name is {@code -}. */
    public PostqueueListing(String name) {
        this.name = name;
    }

    @Override
    public Summary read(Consumer<QueuedMessage> sink) throws IOException {
        try (InputStream in = new BufferedInputStream(open(), 1 << 16)) {
            return read(in, sink);
        }
    }

    private InputStream open() throws IOException {
        return name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
    }

    Summary read(InputStream in, Consumer<QueuedMessage> sink) throws IOException {
        messages = 0;
        damaged = 0;
        trouble.clear();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                take(line, ++number, sink);
            } else if (line.size() <= MAX_LINE) {
                line.write(b);
            }
        }
        take(line, ++number, sink);
        if (messages == 0 && damaged > 0) {
            throw new IOException(
                    name
                            + ": not what postqueue -j prints; name the queue's folder, or do:"
                            + " postqueue -j > FILE");
        }
        return new Summary(name, messages, 0, damaged, 0, List.copyOf(trouble));
    }

    private void take(ByteArrayOutputStream line, long number, Consumer<QueuedMessage> sink) {
        if (line.size() == 0) {
            return;
        }
        Optional<QueuedMessage> message =
                line.size() > MAX_LINE ? Optional.empty() : message(line, number);
        line.reset();
        if (message.isPresent()) {
            messages++;
            sink.accept(message.get());
        } else if (++damaged <= MAX_TROUBLE) {
            trouble.add(name + ", line " + number + ": not a message as postqueue -j lists it");
        }
    }

    private Optional<QueuedMessage> message(ByteArrayOutputStream line, long number) {
        try {
            return message(JSON.readTree(line.toByteArray()), number);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private Optional<QueuedMessage> message(JsonNode json, long number) {
        String id = text(json, "queue_id");
        long arrival = json.path("arrival_time").asLong(-1);
        if (!PostfixName.isQueueId(id) || arrival < 0 || arrival > LATEST) {
            return Optional.empty();
        }
        return place(text(json, "queue_name"))
                .map(
                        place ->
                                new QueuedMessage(
                                        new QueueId(id),
                                        place,
                                        name + ":" + number,
                                        Instant.ofEpochSecond(arrival),
                                        json.path("message_size").asLong(0),
                                        envelope(json),
                                        List.of(),
                                        Headers.NONE,
                                        ""));
    }

    private static Envelope envelope(JsonNode json) {
        List<Address> recipients = new ArrayList<>();
        for (JsonNode recipient : json.path("recipients")) {
            if (recipients.size() < EnvelopeRecords.MAX_RECIPIENTS) {
                recipients.add(Address.of(text(recipient, "address")));
            }
        }
        return new Envelope(
                sender(text(json, "sender")),
                "",
                "",
                ClientAddress.NONE,
                "",
                List.copyOf(recipients));
    }

    /** Postfix writes the null sender as the value of {@code empty_address_recipient}. */
    private static Address sender(String text) {
        return text.equals("MAILER-DAEMON") ? Address.NULL_SENDER : Address.of(text);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("").replace('\n', '?').replace('\r', '?');
    }

    private static Optional<Place> place(String word) {
        for (Place place : Place.values()) {
            if (place.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
