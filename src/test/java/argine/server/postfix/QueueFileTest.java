// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueFileTest {
    private static final Path CORPUS = Path.of("src/test/corpus/postfix/queue");

    @Test
    void aSubmittedMessageTellsAccountClientAndWhichRecipientsAreDone() throws IOException {
        Envelope envelope =
                new Envelope(
                        Address.of("winner@lottery.test"),
                        "user@argine.test",
                        "unknown",
                        v4("127.0.66.6"),
                        "[192.168.1.5]",
                        addresses("x141r1@full.test", "x141r2@grey.test"));
        assertEquals(
                new QueuedMessage(
                        new QueueId("3A259282AE4"),
                        Place.DEFERRED,
                        "a file",
                        Instant.parse("2026-11-24T08:28:07.236170Z"),
                        309,
                        envelope,
                        addresses("x141r0@unknown.test"),
                        Headers.NONE,
                        ""),
                read("deferred/3/3A259282AE4", Content.NONE));
    }

    @Test
    void aMessageThatAMilterEditedIsReadAsPostfixReadsIt() throws IOException {
        QueuedMessage message = read("hold/B81212828C5", Content.HEADERS);
        assertEquals(
                new Envelope(
                        Address.of("changed@argine.test"),
                        "anna@argine.test",
                        "client7.isp.test",
                        v4("127.0.77.7"),
                        "client7.isp.test",
                        addresses("p-hold@accept.test", "o3@accept.test")),
                message.envelope());
        assertEquals(
                new Headers(
                        "anna@argine.test",
                        "[changed]",
                        "<20261124074858.006392@mail>",
                        "",
                        "swaks v20201014.0 jetmore.org/john/code/swaks/",
                        "",
                        false),
                message.headers());
    }

    @Test
    void theTextIsReadOnlyWhenAskedFor() throws IOException {
        assertEquals("", read("deferred/3/3A259282AE4", Content.HEADERS).text());
        assertEquals(
                "click http://win.example.test/141\n",
                read("deferred/3/3A259282AE4", Content.TEXT).text());
    }

    @Test
    void recipientsFromTheHeadersStandBehindTheMessage() throws IOException {
        byte[] body = new Records().add('N', "To: a@x.test").add('N', "").add('N', "hi").bytes();
        for (Content content : Content.values()) {
            byte[] file = sendmailT(body, body.length);
            assertEquals(
                    addresses("a@x.test", "b@x.test"),
                    read(file, content).envelope().recipients(),
                    content.name());
        }
    }

    @Test
    void recipientsBehindTheMessageAreFoundThoughTheSizeIsWrong() throws IOException {
        byte[] body = new Records().add('L', "Subject: X").add('N', "").add('p', "0").bytes();
        assertEquals(
                addresses("a@x.test", "b@x.test"),
                read(sendmailT(body, 7), Content.NONE).envelope().recipients());
    }

    @Test
    void aMaildropMessageHasNoSizeRecordSoItsFileLengthCounts() throws IOException {
        byte[] file =
                new Records()
                        .add('T', "1795504618 7")
                        .add('F', "A Person")
                        .add('S', "web")
                        .add('R', "a@x.test")
                        .add('M', "")
                        .add('N', "hi")
                        .add('X', "")
                        .add('E', "")
                        .bytes();
        QueuedMessage message = read(file, Content.TEXT);
        assertEquals(file.length, message.size());
        assertEquals(addresses("a@x.test"), message.envelope().recipients());
        assertEquals(Instant.parse("2026-11-24T07:16:58.000007Z"), message.arrival());
    }

    @Test
    void theClientBeforeTheContentFilterCounts() throws IOException {
        Records records =
                begin().add('A', "client_address=127.0.0.1").add('A', "client_name=localhost");
        records.add('A', "log_client_address=2001:db8::7").add('A', "log_client_name=far.test");
        Envelope envelope = read(end(records), Content.NONE).envelope();
        assertEquals(ClientAddress.parse("2001:db8::7").orElseThrow(), envelope.client());
        assertEquals("far.test", envelope.clientName());
    }

    @Test
    void aSecondLoginInTheFileDoesNotReplaceTheFirst() throws IOException {
        Records records = begin().add('A', "sasl_username=rossi").add('A', "sasl_username=bianchi");
        assertEquals("rossi", read(end(records), Content.NONE).envelope().account());
    }

    @Test
    void theNullSenderIsASender() throws IOException {
        byte[] file =
                new Records()
                        .add('T', "1795504618")
                        .add('S', "")
                        .add('R', "a@x.test")
                        .add('M', "")
                        .bytes();
        assertEquals(Address.NULL_SENDER, read(file, Content.NONE).envelope().sender());
    }

    @Test
    void aLineEndInAnAddressIsReplaced() throws IOException {
        assertEquals(
                addresses("a?b@x.test"),
                read(end(begin().add('R', "a\nb@x.test")), Content.NONE).envelope().recipients());
    }

    @Test
    void fiftyThousandRecipientsAreKeptAndTheRestIsCounted() throws IOException {
        Records records = begin();
        IntStream.range(0, EnvelopeRecords.MAX_RECIPIENTS + 3)
                .forEach(i -> records.add('R', "r" + i + "@x.test"));
        QueueFile reader = new QueueFile(Content.NONE);
        QueuedMessage message = read(reader, end(records));
        assertEquals(EnvelopeRecords.MAX_RECIPIENTS, message.envelope().recipients().size());
        assertEquals(3, reader.leftOut());
    }

    @Test
    void whatIsNoQueueFileIsDamaged() {
        assertDamaged("cut short", new byte[0]);
        assertDamaged("not a record", new byte[] {0, 0, 0});
        assertDamaged("a record is too long", new byte[] {'T', -1, -1, -1, -1, -1, 1});
        assertDamaged("no sender", end(new Records().add('T', "1795504618")));
        assertDamaged("no time of arrival", end(new Records().add('S', "a@x.test")));
        assertDamaged("no time of arrival", end(new Records().add('T', "-5").add('S', "")));
        assertDamaged("no message", new Records().add('T', "1").add('E', "").bytes());
        assertDamaged("a pointer leads nowhere", end(begin().add('p', "-1")));
        assertDamaged("cut short", end(begin().add('p', "99999999")));
    }

    @Test
    void oneReaderReadsManyFilesWithoutMixingThem() throws IOException {
        QueueFile reader = new QueueFile(Content.TEXT);
        QueuedMessage alone = read("deferred/3/354A0282B4A", Content.TEXT);
        read(reader, Files.readAllBytes(CORPUS.resolve("hold/B81212828C5")));
        byte[] again = Files.readAllBytes(CORPUS.resolve("deferred/3/354A0282B4A"));
        QueuedMessage after = read(reader, again);
        assertEquals(alone.envelope(), after.envelope());
        assertEquals(alone.text(), after.text());
    }

    private static Records begin() {
        return new Records().add('T', "1795504618 1").add('S', "s@x.test");
    }

    private static byte[] end(Records records) {
        return records.add('M', "").add('N', "hi").add('X', "").add('E', "").bytes();
    }

    private static byte[] sendmailT(byte[] body, int size) {
        Records envelope = new Records().add('T', "1795504618 1").add('S', "s@x.test").add('M', "");
        long dataAt = envelope.bytes().length + 49L;
        return new Records()
                .add('C', "%15d %15d %15d".formatted(size, dataAt, 2))
                .add(envelope.bytes())
                .add(body)
                .add('X', "")
                .add('A', "dsn_orig_rcpt=rfc822;a@x.test")
                .add('R', "a@x.test")
                .add('R', "b@x.test")
                .add('E', "")
                .bytes();
    }

    private static void assertDamaged(String why, byte[] file) {
        DamagedQueueFile damage =
                assertThrows(DamagedQueueFile.class, () -> read(file, Content.NONE));
        assertEquals(why, damage.getMessage());
    }

    private static QueuedMessage read(String name, Content content) throws IOException {
        Path file = CORPUS.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        QueueId id = new QueueId(String.valueOf(file.getFileName()));
        return new QueueFile(content)
                .read(id, Place.DEFERRED, "a file", bytes.length, Records.in(bytes));
    }

    private static QueuedMessage read(byte[] file, Content content) throws IOException {
        return read(new QueueFile(content), file);
    }

    private static QueuedMessage read(QueueFile reader, byte[] file) throws IOException {
        QueueId id = new QueueId("ABCDEF");
        return reader.read(id, Place.DEFERRED, "a file", file.length, Records.in(file));
    }

    private static List<Address> addresses(String... texts) {
        return Stream.of(texts).map(Address::of).toList();
    }

    private static ClientAddress v4(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }
}
