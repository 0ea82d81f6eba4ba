// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import argine.mail.login.LoginAnswer.Kind;
import argine.mail.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A login by ManageSieve (RFC 5804). */
record SieveLogin(Wire wire, Duration judging) {
    private static final Pattern END = Pattern.compile("(?:OK|NO|BYE)(?: .*)?");
    private static final Pattern PLAIN = Pattern.compile("\"SASL\" \"(?:.* )?PLAIN(?: .*)?\"");

    /** What a server says when the fault is not the password's. */
    private static final List<String> TROUBLE =
            List.of("(TRYLATER", "(ENCRYPT-NEEDED", "(TRANSITION-NEEDED", "(AUTH-TOO-WEAK");

    LoginAnswer as(Secret secret) throws IOException {
        List<String> offers = offers();
        if (!wire.isEncrypted() && offers.contains("\"STARTTLS\"")) {
            wire.say("STARTTLS");
            if (offers().getLast().startsWith("OK")) {
                wire.encrypt();
                offers = offers();
            }
        }
        if (offers.stream().noneMatch(line -> PLAIN.matcher(line).matches())) {
            throw new IOException("no login by PLAIN is offered there");
        }
        wire.await(judging);
        wire.say("AUTHENTICATE \"PLAIN\" \"" + secret.plain() + "\"");
        String last = wire.until(SieveLogin::isEnd).getLast();
        if (kind(last) == Kind.LET_IN) {
            wire.say("LOGOUT");
        }
        return LoginAnswer.of(kind(last), last, secret);
    }

    private List<String> offers() throws IOException {
        return wire.until(SieveLogin::isEnd).stream()
                .map(line -> line.strip().toUpperCase(Locale.ROOT))
                .toList();
    }

    private static boolean isEnd(String line) {
        return END.matcher(line.strip().toUpperCase(Locale.ROOT)).matches();
    }

    private static Kind kind(String end) {
        String text = end.toUpperCase(Locale.ROOT);
        if (text.startsWith("OK")) {
            return Kind.LET_IN;
        }
        return text.startsWith("NO") && TROUBLE.stream().noneMatch(text::contains)
                ? Kind.REFUSED
                : Kind.UNCLEAR;
    }
}
