// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import argine.mail.login.LoginAnswer.Kind;
import argine.mail.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A login by POP3 (RFC 5034). */
record Pop3Login(Wire wire, Duration judging) {

    /** What a server says when the fault is not the password's. */
    private static final List<String> TROUBLE = List.of("[SYS/", "[IN-USE]", "[LOGIN-DELAY]");

    LoginAnswer as(Secret secret) throws IOException {
        if (!wire.until(_ -> true).getLast().startsWith("+OK")) {
            throw new IOException("it refuses to talk");
        }
        List<String> offers = offers();
        if (!wire.isEncrypted() && offers.contains("STLS") && ask("STLS").startsWith("+OK")) {
            wire.encrypt();
            offers = offers();
        }
        if (offers.stream().noneMatch(line -> line.matches("SASL (.* )?PLAIN( .*)?"))) {
            throw new IOException("no login by PLAIN is offered there");
        }
        wire.await(judging);
        String last = ask("AUTH PLAIN");
        if (last.startsWith("+") && !last.startsWith("+OK")) {
            last = ask(secret.plain());
        }
        if (last.startsWith("+OK")) {
            wire.say("QUIT");
        }
        return LoginAnswer.of(kind(last), last, secret);
    }

    private List<String> offers() throws IOException {
        wire.say("CAPA");
        return wire.until(line -> line.equals(".") || line.startsWith("-ERR")).stream()
                .map(line -> line.strip().toUpperCase(Locale.ROOT))
                .toList();
    }

    private String ask(String command) throws IOException {
        wire.say(command);
        return wire.until(_ -> true).getLast();
    }

    private static Kind kind(String end) {
        if (end.startsWith("+OK")) {
            return Kind.LET_IN;
        }
        return end.startsWith("-ERR") && TROUBLE.stream().noneMatch(end::contains)
                ? Kind.REFUSED
                : Kind.UNCLEAR;
    }
}
