// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what still waits as queue files, in one of the four layouts that are plausible.
 *
 * <p>A: lines "key: value", an empty line, the message. B: "key=value". C: as A, without the empty line.
 * D: the message alone.
 */
final class QueueFolder {
    private final Setup setup;
    private final Stamps stamps;
    private final Path outgoing;
    private final String eol;

    QueueFolder(Setup setup, Stamps stamps, Path outgoing) {
        this.setup = setup;
        this.stamps = stamps;
        this.outgoing = outgoing;
        this.eol = setup.eol();
    }

    void create() throws IOException {
        for (String one : List.of("", "retry", "priority_0", "priority_1", "priority_2")) {
            Files.createDirectories(outgoing.resolve(one));
        }
    }

    /** What lies about in such folders and is no message. */
    void litter() throws IOException {
        Files.write(outgoing.resolve("retry").resolve("Thumbs.db"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0});
    }

    Path write(Mail mail, Charset charset) throws IOException {
        Path file = outgoing.resolve(folder(mail)).resolve(mail.id + ".tmp");
        Files.write(file, (preamble(mail) + message(mail)).getBytes(charset));
        Files.setLastModifiedTime(file, FileTime.fromMillis(mail.arrived + 1000));
        return file;
    }

    /** Most wait in retry; a retry that is under way has the lowest priority. */
    private static String folder(Mail mail) {
        int dice = Math.floorMod(mail.id.hashCode() * 0x9E3779B9, 100);
        if (mail.held || dice < 88) {
            return "retry";
        }
        return dice < 94 ? "priority_0" : dice < 96 ? "priority_1" : dice < 98 ? "priority_2" : "";
    }

    private String preamble(Mail mail) {
        String mark = setup.is("layout", "B") ? "=" : ": ";
        if (setup.is("layout", "D")) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        if (!mail.arrival.account().isEmpty()) {
            text.append("LocalSender").append(mark).append(mail.arrival.account()).append(eol);
        }
        text.append("From").append(mark).append('<').append(mail.sender).append('>').append(eol);
        for (Mail.Recipient one : mail.waiting()) {
            text.append("RcptTo").append(mark).append('<').append(one.address).append('>').append(eol);
        }
        text.append("MsgID").append(mark).append(mail.id).append(eol);
        text.append("Retry").append(mark).append(mail.attempts).append(eol);
        return text + (setup.is("layout", "C") ? "" : eol);
    }

    private String message(Mail mail) {
        Mail.Text text = mail.text;
        StringBuilder out = new StringBuilder();
        out.append(received(mail));
        text.more().forEach(line -> out.append(line).append(eol));
        String to = mail.recipients.stream().map(one -> one.address).collect(Collectors.joining(", "));
        return out.append("From: ").append(text.from()).append(eol)
                .append("To: ").append(to).append(eol)
                .append("Subject: ").append(text.subject()).append(eol)
                .append("Date: ").append(stamps.rfc(mail.arrived)).append(eol)
                .append("Message-ID: <").append(Long.toString(mail.arrived, 36)).append('.').append(mail.id.toLowerCase(java.util.Locale.ROOT))
                .append('@').append(text.idHost()).append('>').append(eol)
                .append("MIME-Version: 1.0").append(eol).append("Content-Type: text/plain; charset=").append(setup.charset().name())
                .append(eol).append(eol).append(text.body().replace("\n", eol)).append(eol).toString();
    }

    private String received(Mail mail) {
        Mail.Arrival arrival = mail.arrival;
        if (arrival == Mail.Arrival.INSIDE) {
            return "Received: from " + World.HOST + " by " + World.HOST + " (" + setup.version() + ") with SMTP id " + mail.id + "; "
                    + stamps.rfc(mail.arrived) + eol;
        }
        String with = (arrival.account().isEmpty() ? "ESMTP" : "ASMTP") + (arrival.tls() ? " (SSL)" : "");
        String recipient = mail.recipients.size() == 1 ? eol + "\tfor <" + mail.recipients.getFirst().address + ">" : "";
        return "Received: from " + arrival.helo() + " ([" + arrival.peer() + "])" + eol + "\tby " + World.HOST + " ("
                + setup.version() + ") with " + with + " id " + mail.id + recipient + "; " + stamps.rfc(mail.arrived) + eol;
    }
}
