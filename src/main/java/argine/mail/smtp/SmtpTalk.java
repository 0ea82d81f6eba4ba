// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import argine.mail.wire.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A dialogue with a mail server: one command, one reply, with a bound to everything that comes
 * back.
 *
 * <p>A password leaves this host under TLS only, and only to the server whose name is in the
 * certificate.
 */
public final class SmtpTalk implements Closeable {
    private static final Wire.Patience USUAL =
            new Wire.Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30)); // postscreen lets strangers wait
    private static final Pattern REPLY =
            Pattern.compile("[2-5][0-9]{2}(?:[ -].*)?", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("AUTH (.* )?PLAIN( .*)?");

    private final SmtpDoor door;
    private final Wire wire;
    private String greeting = "";
    private List<String> extensions = List.of();
    private boolean lost;

    private SmtpTalk(SmtpDoor door, Wire wire) {
        this.door = door;
        this.wire = wire;
    }

    /** Calls, takes the greeting and says EHLO; under TLS where it is offered. */
    public static SmtpTalk call(SmtpDoor door) throws IOException {
        return call(door, USUAL);
    }

    /** The same for whoever cannot wait long. */
    public static SmtpTalk call(SmtpDoor door, Wire.Patience patience) throws IOException {
        SmtpTalk talk = callInTheClear(door, patience);
        try {
            if (!talk.isEncrypted() && talk.offers("STARTTLS") && talk.say("STARTTLS").isYes()) {
                talk.wire.encrypt();
                talk.greet();
            }
            return talk;
        } catch (IOException | RuntimeException e) {
            talk.wire.close();
            throw e;
        }
    }

    /**
     * Calls, takes the greeting and says EHLO; TLS is not asked for where it does not come first.
     */
    public static SmtpTalk callInTheClear(SmtpDoor door) throws IOException {
        return callInTheClear(door, USUAL);
    }

    private static SmtpTalk callInTheClear(SmtpDoor door, Wire.Patience patience)
            throws IOException {
        Wire wire = Wire.to(door.where(), door.here(), door.from(), patience);
        try {
            SmtpTalk talk = new SmtpTalk(door, wire);
            talk.begin();
            return talk;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /** Waits so long for each answer from now on. */
    public void await(Duration answering) throws IOException {
        wire.await(answering);
    }

    private void begin() throws IOException {
        if (door.tlsFirst()) {
            wire.encrypt();
        }
        SmtpReply first = reply();
        if (!first.isYes()) {
            throw new IOException(door + " refuses to talk");
        }
        greeting = first.shown();
        greet();
    }

    private void greet() throws IOException {
        extensions =
                say("EHLO " + door.helo()).lines().stream()
                        .map(line -> line.strip().toUpperCase(Locale.ROOT))
                        .toList();
    }

    /** What the server said first; most name their program there. */
    public String greeting() {
        return greeting;
    }

    public boolean isEncrypted() {
        return wire.isEncrypted();
    }

    /** Whether the server names an extension, with or without parameters. */
    public boolean offers(String extension) {
        return extensions.stream()
                .anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
    }

    /**
     * Logs in.
     *
     * @throws IOException when that cannot be tried, or not without danger to the password
     */
    public SmtpReply login(String account, String password) throws IOException {
        insistOnLogin();
        byte[] plain = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        String secret = Base64.getEncoder().encodeToString(plain);
        SmtpReply reply = say("AUTH PLAIN " + secret);
        if (reply.lines().stream().anyMatch(line -> line.contains(secret))) {
            throw new IOException(door + " repeats the password"); // which is shown to nobody
        }
        return reply;
    }

    /**
     * Does nothing where a login can be tried.
     *
     * @throws IOException when it cannot, or not without danger to the password
     */
    public void insistOnLogin() throws IOException {
        if (!door.here() && !isEncrypted()) {
            throw new IOException(
                    "no TLS is offered there, and a password is not sent in clear to another host");
        }
        if (!offers("AUTH")) {
            throw new IOException("no login is offered there");
        }
        if (extensions.stream().noneMatch(line -> PLAIN.matcher(line).matches())) {
            throw new IOException("no login by AUTH PLAIN is offered there");
        }
    }

    /** Says one line. What is said never comes from outside without being checked for line ends. */
    public SmtpReply say(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IOException("a command of more than one line");
        }
        return send(line + "\r\n");
    }

    /** Says what has to be taken for the rest to make sense. */
    public void insist(String line) throws IOException {
        SmtpReply reply = say(line);
        if (!reply.isYes() && !reply.asksForMore()) {
            throw new IOException(door + " said: " + reply.shown());
        }
    }

    /**
     * Gives the text of a message after DATA; a line end is a newline, with or without a return.
     */
    public SmtpReply give(String message) throws IOException {
        StringBuilder text = new StringBuilder();
        message.lines()
                .forEach(
                        line ->
                                text.append(line.startsWith(".") ? "." : "")
                                        .append(line)
                                        .append("\r\n"));
        return send(text.append(".\r\n").toString());
    }

    private SmtpReply send(String text) throws IOException {
        lost = true;
        wire.write(text);
        SmtpReply reply = reply();
        lost = false;
        return reply;
    }

    private SmtpReply reply() throws IOException {
        List<String> lines =
                wire.until(
                        line ->
                                !REPLY.matcher(line).matches()
                                        || line.length() < 4
                                        || line.charAt(3) == ' ');
        if (!REPLY.matcher(lines.getLast()).matches()) {
            throw new IOException(door + " answers, but not as a mail server does");
        }
        return new SmtpReply(
                Integer.parseInt(lines.getLast().substring(0, 3)),
                lines.stream().map(line -> line.length() > 4 ? line.substring(4) : "").toList());
    }

    /** Takes leave, which takes back what was begun; not from a server that answers no more. */
    @Override
    public void close() throws IOException {
        try (Wire _ = wire) {
            if (!lost) {
                say("QUIT");
            }
        } catch (IOException _) {
            return; // it hung up first
        }
    }
}
