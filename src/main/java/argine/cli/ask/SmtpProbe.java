// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.ask.AskedDaemon.Told;
import argine.mail.smtp.SmtpDoor;
import argine.mail.smtp.SmtpReply;
import argine.mail.smtp.SmtpTalk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Sends one message through the running mail server, and asks the guard what it saw of it.
 *
 * <p>The guard knows the word in its HELO and refuses the message at its end. Where the guard is
 * not reached there the message is delivered, so it goes to an address that was named for it.
 */
final class SmtpProbe {
    /** With which login, from whom and to whom. */
    record Message(String account, String password, String sender, String recipient) {
        /** Without the password. */
        @Override
        public String toString() {
            return account + " " + sender + " " + recipient;
        }
    }

    /** What the guard was asked: by which protocol, at which stage, and what it was shown. */
    record Seen(String door, String stage, boolean login, boolean signed, boolean named) {}

    /**
     * @param trouble why it did not get as far as RCPT; empty when it did
     * @param reply the last reply of the mail server
     * @param exim whether it greets as Exim does
     */
    record Result(String trouble, String reply, boolean exim, List<Seen> seen) {
        boolean reached(String stage) {
            return seen.stream().anyMatch(one -> one.stage().equals(stage));
        }
    }

    private static final Pattern EXIM = Pattern.compile("\\bExim\\b");

    private final ControlSocket daemon;
    private final SecureRandom random = new SecureRandom();

    SmtpProbe(ControlSocket daemon) {
        this.daemon = daemon;
    }

    Result send(InetSocketAddress where, Message message) throws IOException {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String word = HexFormat.of().formatHex(bytes);
        daemon.ask("/probe/expect", ControlSocket.question().put("word", word));
        String trouble = "";
        Talked talked = new Talked("", false);
        try {
            talked = talk(where, message, "argine-probe-" + word + ".test");
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
        Told told = daemon.ask("/probe/end", ControlSocket.question().put("word", word));
        return new Result(trouble, talked.reply, talked.exim, seen(told.tree().path("seen")));
    }

    private record Talked(String reply, boolean exim) {}

    private static Talked talk(InetSocketAddress where, Message message, String helo)
            throws IOException {
        try (SmtpTalk talk = SmtpTalk.call(SmtpDoor.at(where, helo))) {
            if (!message.account().isEmpty()) {
                SmtpReply login = talk.login(message.account(), message.password());
                if (!login.isYes()) {
                    throw new IOException("the login was refused: " + login.shown());
                }
            }
            SmtpReply reply = talk.say("MAIL FROM:<" + message.sender() + ">");
            if (reply.isYes()) {
                reply = talk.say("RCPT TO:<" + message.recipient() + ">");
            }
            if (reply.isYes()) {
                reply = talk.say("DATA");
            }
            SmtpReply last = reply.asksForMore() ? talk.give(text(message)) : reply;
            return new Talked(last.shown(), EXIM.matcher(talk.greeting()).find());
        }
    }

    private static String text(Message message) {
        String from = message.sender().isEmpty() ? message.recipient() : message.sender();
        return """
               From: <%s>
               To: <%s>
               Subject: argine guard doctor

               This is a probe. You can read it because the guard is not asked at the end
               of a message: see argine guard doctor.
               """
                .formatted(from, message.recipient());
    }

    private static List<Seen> seen(JsonNode list) {
        List<Seen> seen = new ArrayList<>();
        for (JsonNode one : list) {
            seen.add(
                    new Seen(
                            one.path("door").asString(""),
                            one.path("stage").asString(""),
                            one.path("login").asBoolean(false),
                            one.path("signed").asBoolean(false),
                            one.path("named").asBoolean(false)));
        }
        return seen;
    }
}
