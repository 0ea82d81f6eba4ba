// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.mail.smtp.PlainMessage;
import argine.mail.smtp.SmtpDoor;
import argine.mail.smtp.SmtpReply;
import argine.mail.smtp.SmtpTalk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Sends alerts by mail through an SMTP host: no account is used, least of all one that may be
 * stopped.
 */
public final class AlertMail implements Messenger {
    private final InetSocketAddress host;
    private final String from;
    private final List<String> to;

    /** The address of the host is looked up at each mail. */
    public AlertMail(InetSocketAddress host, String from, List<String> to) {
        this.host = host;
        this.from = from;
        this.to = List.copyOf(to);
    }

    @Override
    public String name() {
        return "mail by " + host.getHostString();
    }

    @Override
    public void send(Letter letter) throws IOException {
        InetSocketAddress now = new InetSocketAddress(host.getHostString(), host.getPort());
        try (SmtpTalk talk = SmtpTalk.callInTheClear(SmtpDoor.at(now, "argine"))) {
            talk.insist("MAIL FROM:<" + from + ">");
            recipients(talk);
            talk.insist("DATA");
            SmtpReply end = talk.give(message(letter).written());
            if (!end.isYes()) {
                throw new IOException("the mail host said: " + end.shown());
            }
        }
    }

    /** One who is refused keeps the alert from nobody else. */
    private void recipients(SmtpTalk talk) throws IOException {
        int taken = 0;
        SmtpReply last = new SmtpReply(0, List.of("nobody to write to"));
        for (String one : to) {
            last = talk.say("RCPT TO:<" + one + ">");
            taken += last.isYes() ? 1 : 0;
        }
        if (taken == 0) {
            throw new IOException("the mail host said: " + last.shown());
        }
    }

    private PlainMessage message(Letter letter) {
        String id =
                letter.at().toEpochMilli()
                        + "."
                        + Integer.toHexString(letter.about().hashCode())
                        + "@argine";
        return new PlainMessage(
                "Argine <" + from + ">",
                to,
                "[argine] " + letter.subject(),
                id,
                letter.at().atZone(ZoneOffset.UTC),
                letter.text());
    }
}
