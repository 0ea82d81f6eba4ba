// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import argine.mail.login.LoginAnswer.Kind;
import argine.mail.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A login by IMAP (RFC 9051). */
record ImapLogin(Wire wire, Duration judging) {

    /** What a server says when the fault is not the password's. */
    private static final List<String> TROUBLE =
            List.of("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[PRIVACYREQUIRED]");

    LoginAnswer as(Secret secret) throws IOException {
        String greeting = wire.until(_ -> true).getLast();
        if (!greeting.startsWith("* OK")) {
            throw new IOException("it refuses to talk");
        }
        Set<String> offers = offers();
        if (!wire.isEncrypted()
                && offers.contains("STARTTLS")
                && ask("b", "STARTTLS").startsWith("b OK")) {
            wire.encrypt();
            offers = offers();
        }
        if (!offers.contains("AUTH=PLAIN")) {
            throw new IOException("no login by PLAIN is offered there");
        }
        wire.await(judging);
        wire.say("c AUTHENTICATE PLAIN");
        String last = wire.until(line -> line.startsWith("+") || isEnd(line, "c")).getLast();
        if (last.startsWith("+")) {
            wire.say(secret.plain());
            last = wire.until(line -> isEnd(line, "c")).getLast();
        }
        if (last.startsWith("c OK")) {
            wire.say("d LOGOUT");
        }
        return LoginAnswer.of(kind(last), last.replaceFirst("^c ", ""), secret);
    }

    private Set<String> offers() throws IOException {
        wire.say("a CAPABILITY");
        return Set.copyOf(
                wire.until(line -> isEnd(line, "a")).stream()
                        .filter(line -> line.startsWith("* CAPABILITY "))
                        .flatMap(line -> List.of(line.split(" ", -1)).stream())
                        .map(word -> word.toUpperCase(Locale.ROOT))
                        .toList());
    }

    private String ask(String tag, String command) throws IOException {
        wire.say(tag + " " + command);
        return wire.until(line -> isEnd(line, tag)).getLast();
    }

    private static boolean isEnd(String line, String tag) {
        return line.startsWith(tag + " ") || line.startsWith("* BYE");
    }

    private static Kind kind(String end) {
        if (end.startsWith("c OK")) {
            return Kind.LET_IN;
        }
        return end.startsWith("c NO") && TROUBLE.stream().noneMatch(end::contains)
                ? Kind.REFUSED
                : Kind.UNCLEAR;
    }
}
