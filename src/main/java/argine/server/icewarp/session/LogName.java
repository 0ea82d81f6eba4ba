// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a log file says, {@code axyyyymmdd-nn.log}: the service's letter, the server's
 * ID where several share the load, the day, and which file of that day it is.
 */
public record LogName(char letter, String server, LocalDate day, int number) {
    public static final char SMTP = 's';
    public static final char POP3 = 'p';
    public static final char IMAP = 'm';

    /** Not documented; but nothing else writes such lines. */
    public static final char ANTISPAM = 'a';

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:.*[/\\\\])?([a-z])([0-9a-z]{0,2})(\\d{8})-(\\d{2,6})\\.log"
                            + "(?:\\.(?:gz|zst|xz|bz2|lz4))?",
                    Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** By day; mailboxes before SMTP, so that it is known where an owner reads before he sends. */
    public static final Comparator<LogName> IN_ORDER =
            Comparator.comparing(LogName::day)
                    .thenComparing(name -> name.letter == SMTP)
                    .thenComparingInt(LogName::letter)
                    .thenComparing(LogName::server)
                    .thenComparingInt(LogName::number);

    /** Reads a file's name, with or without its folder. */
    public static Optional<LogName> of(String file) {
        Matcher name = FORM.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LogName(
                            name.group(1).toLowerCase(Locale.ROOT).charAt(0),
                            name.group(2).toLowerCase(Locale.ROOT),
                            LocalDate.parse(name.group(3), DAY),
                            Integer.parseInt(name.group(4))));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Whether it is a log of sessions, or of what the spam filter said of them. */
    public boolean isOfSessions() {
        return letter == SMTP || letter == POP3 || letter == IMAP || letter == ANTISPAM;
    }

    /** One service of one server: its lines follow each other, whatever others wrote meanwhile. */
    String writer() {
        return letter + server;
    }

    /** What wrote it, as the documentation calls it. */
    public String service() {
        return switch (letter) {
            case SMTP -> "SMTP";
            case POP3 -> "POP3";
            case IMAP -> "IMAP";
            case ANTISPAM -> "the spam filter";
            default -> String.valueOf(letter);
        };
    }
}
