// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.server.Queue;
import argine.server.Servers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A Postfix queue on the disk, message by message. */
final class QueueFolder {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Path folder;
    private int count;

    QueueFolder(Path folder) {
        this.folder = folder;
    }

    /** A message to be; what is not said is that of an ordinary one. */
    record Mail(
            String account, String client, String sender, String to, Instant at, String message) {

        static Mail of(String account, String client, String message) {
            return new Mail(account, client, account, "somebody@else.test", NOON, message);
        }

        Mail from(String other) {
            return new Mail(account, client, other, to, at, message);
        }

        Mail to(String other) {
            return new Mail(account, client, sender, other, at, message);
        }

        Mail at(Instant other) {
            return new Mail(account, client, sender, to, other, message);
        }
    }

    /** Puts a message into deferred; returns its queue ID. */
    String put(Mail mail) throws IOException {
        return put("deferred", mail);
    }

    String put(String place, Mail mail) throws IOException {
        String id = String.format(Locale.ROOT, "ABC%07X", ++count);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        mail.message().lines().forEach(line -> record(content, 'N', line));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        record(file, 'C', mail.message().length() + " 0 1 0 0 0");
        record(file, 'T', mail.at().getEpochSecond() + " 0");
        if (!mail.account().isEmpty()) {
            record(file, 'A', "sasl_username=" + mail.account());
        }
        record(file, 'S', mail.sender());
        record(file, 'A', "log_client_address=" + mail.client());
        record(file, 'R', mail.to());
        record(file, 'M', "");
        file.writeBytes(content.toByteArray());
        record(file, 'X', "");
        record(file, 'E', "");
        Path path = folder.resolve(place).resolve(id);
        Files.createDirectories(path.getParent());
        Files.write(path, file.toByteArray());
        return id;
    }

    private static void record(ByteArrayOutputStream file, char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        do {
            int length = Math.min(bytes.length - from, 2048);
            boolean last = from + length == bytes.length;
            file.write(last ? type : 'L');
            int rest = length;
            while (rest > 0x7F) {
                file.write(rest & 0x7F | 0x80);
                rest >>= 7;
            }
            file.write(rest);
            file.write(bytes, from, length);
            from += length;
        } while (from < bytes.length);
    }

    Queue queue() throws IOException {
        return Servers.find(
                        new Servers.Asked(
                                List.of(),
                                Optional.of(folder),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Clock.fixed(NOON, java.time.ZoneOffset.UTC)))
                .queue()
                .orElseThrow();
    }
}
