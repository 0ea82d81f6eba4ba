// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a trace line in the one form that nearly every message has, from left to right and without
 * a search. All else is left to {@link TraceLine}, which must read this form alike.
 */
final class UsualTrace {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** {@code Mon, 09 Nov 2026 08:12:32 +0100}. */
    private static final int DATE = 31;

    private final String text;
    private int at;
    private boolean isUsual = true;

    UsualTrace(String text) {
        this.text = text;
    }

    /** The line; nothing where it is not of this form. */
    Optional<TraceLine> read() {
        skip("from ");
        String helo = word(1, 255);
        skip("([");
        String address = upTo("])", 2, 60);
        skip("]) by ");
        String host = word(1, 255);
        skip("(");
        String version = upTo(") with ", 0, 200);
        skip(") with ");
        boolean authenticated = text.startsWith("ASMTP ", at);
        skip(authenticated ? "ASMTP " : "ESMTP ");
        boolean tls = text.startsWith("(SSL) ", at);
        skip(tls ? "(SSL) id " : "id ");
        String id = word(5, 40);
        skip("for <");
        String recipient = upTo(">", 1, 320);
        skip(">; ");
        Optional<OffsetDateTime> date = isUsual ? date() : Optional.empty();
        Optional<ClientAddress> client = ClientAddress.parse(address);
        boolean odd = isOdd(helo, id, recipient) || address.startsWith("IPv6:") || breaks(version);
        return client.isEmpty() || date.isEmpty() || odd
                ? Optional.empty()
                : Optional.of(
                        new TraceLine(
                                helo,
                                client.get(),
                                host,
                                authenticated,
                                tls,
                                id,
                                Optional.of(Address.of(recipient)),
                                date.map(OffsetDateTime::toInstant),
                                date.map(OffsetDateTime::getOffset)));
    }

    private static boolean isOdd(String helo, String id, String recipient) {
        return helo.indexOf('(') >= 0
                || helo.indexOf(')') >= 0
                || recipient.indexOf('<') >= 0
                || recipient.indexOf('"') >= 0
                || recipient.indexOf(' ') >= 0
                || !isAlphanumeric(id);
    }

    private static boolean breaks(String version) {
        return version.toLowerCase(Locale.ROOT).contains("by ")
                || version.indexOf('\r') >= 0
                || version.indexOf('\u0085') >= 0;
    }

    private static boolean isAlphanumeric(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    private void skip(String expected) {
        isUsual &= text.startsWith(expected, at);
        at += expected.length();
    }

    /** Up to the next blank, and past it. */
    private String word(int least, int most) {
        String word = upTo(" ", least, most);
        at++;
        return word;
    }

    private String upTo(String end, int least, int most) {
        int until = isUsual ? text.indexOf(end, at) : -1;
        if (until < at + least || until > at + most) {
            isUsual = false;
            return "";
        }
        String part = text.substring(at, until);
        at = until;
        return part;
    }

    private Optional<OffsetDateTime> date() {
        if (text.length() - at != DATE || !hasDateForm()) {
            return Optional.empty();
        }
        try {
            LocalDateTime time =
                    LocalDateTime.of(
                            number(12, 4),
                            name(MONTHS, 8) + 1,
                            number(5, 2),
                            number(17, 2),
                            number(20, 2),
                            number(23, 2));
            int sign = text.charAt(at + 26) == '-' ? -1 : 1;
            ZoneOffset zone = ZoneOffset.ofHoursMinutes(sign * number(27, 2), sign * number(29, 2));
            return time.getDayOfWeek().ordinal() == name(DAYS, 0)
                    ? Optional.of(OffsetDateTime.of(time, zone))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private boolean hasDateForm() {
        String form = "aaa, 00 aaa 0000 00:00:00 +0000";
        boolean fits = true;
        for (int i = 0; i < DATE; i++) {
            char c = text.charAt(at + i);
            fits &=
                    switch (form.charAt(i)) {
                        case 'a' -> true;
                        case '0' -> c >= '0' && c <= '9';
                        case '+' -> c == '+' || c == '-';
                        default -> c == form.charAt(i);
                    };
        }
        return fits;
    }

    /** Which of the names of three letters stands there; -1 for none. */
    private int name(String names, int offset) {
        for (int i = 0; i < names.length(); i += 3) {
            if (names.startsWith(text.substring(at + offset, at + offset + 3), i)) {
                return i / 3;
            }
        }
        return -1;
    }

    private int number(int offset, int digits) {
        return Integer.parseInt(text, at + offset, at + offset + digits, 10);
    }
}
