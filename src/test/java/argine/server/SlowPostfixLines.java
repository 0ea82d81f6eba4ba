// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.ClientAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of Postfix lines as one would write it down: a pattern for each kind of line. It is
 * the judge of the fast one.
 */
final class SlowPostfixLines {
    private static final String ID = "(?<id>(?=[A-Za-z]*\\d|[A-F]+:)[0-9A-Za-z]{5,31}): ";
    private static final String ADDRESS = "<(?<%s>(?:\"(?:[^\"\\\\]|\\\\.)*\")?[^>]*)>";
    private static final Pattern SUBMITTED =
            Pattern.compile(
                    ID
                            + "client=(?<name>[^\\[ ]*)\\[(?<ip>[^\\]]*)\\](?::\\d+)?"
                            + "(?:, sasl_method=[^,]*)?"
                            + "(?:, sasl_username=(?<user>.*?))?"
                            + "(?:, sasl_sender=.*?)?"
                            + "(?:, orig_queue_id=(?<before>\\w+))?"
                            + "(?:, orig_client=[^\\[]*\\[(?<first>[^\\]]*)\\])?");
    private static final Pattern BEFORE_FILTER =
            Pattern.compile(
                    "NOQUEUE: client=[^\\[ ]*\\[(?<ip>[^\\]]*)\\](?::\\d+)?(?:,"
                            + " sasl_method=[^,]*)?, sasl_username=(?<user>.*?)(?:, sasl_sender=.*)?");
    private static final Pattern BEHIND_FILTER =
            Pattern.compile(
                    "(?:NOQUEUE: )?proxy-accept: (?:(?!; from=<).)*queued as (?<id>\\w+)"
                            + "(?:(?!queued as |; from=<).)*(?:; from=<.*)?");
    private static final Pattern QUEUED =
            Pattern.compile(
                    ID
                            + "from="
                            + String.format(ADDRESS, "from")
                            + ", size=(?<size>\\d{1,18}), nrcpt=(?<count>\\d{1,6}) \\(queue"
                            + " active\\)");
    private static final Pattern REMOVED = Pattern.compile(ID + "removed");
    private static final Pattern DELIVERY =
            Pattern.compile(
                    ID
                            + "to="
                            + String.format(ADDRESS, "to")
                            + "(?:, orig_to=<[^>]*>)?, relay=.*?, dsn=(?<dsn>\\d\\.\\d+\\.\\d+),"
                            + " status=(?<status>sent|deferred|bounced) \\(.*\\)");
    private static final Pattern FAILED =
            Pattern.compile(
                    "warning: (?<name>[^\\[ ]*)\\[(?<ip>[^\\]]*)\\](?::\\d+)?: SASL \\S+"
                            + " authentication failed:(?! Connection lost).*?(?:,"
                            + " sasl_username=(?<user>.*))?");

    private SlowPostfixLines() {}

    /** What a line says, in the words of {@link Described}, as far as both readers speak of it. */
    static Optional<String> read(String program, String message) {
        return switch (program) {
            case "smtpd" ->
                    submitted(message)
                            .or(() -> failed(message))
                            .or(() -> beforeFilter(message))
                            .or(() -> behindFilter(message));
            case "qmgr" -> queued(message).or(() -> removed(message));
            default -> delivery(message);
        };
    }

    private static Optional<String> submitted(String message) {
        Matcher m = SUBMITTED.matcher(message);
        return m.matches()
                ? Optional.of(
                        "Submitted queueId="
                                + m.group("id")
                                + part("client", address(m.group("ip")))
                                + part("account", m.group("user"))
                                + part("before", m.group("before"))
                                + part("clientBefore", address(m.group("first"))))
                : Optional.empty();
    }

    private static Optional<String> failed(String message) {
        Matcher m = FAILED.matcher(message);
        return m.matches()
                ? Optional.of(
                        "LoginFailed"
                                + part("account", m.group("user"))
                                + part("client", address(m.group("ip"))))
                : Optional.empty();
    }

    private static Optional<String> beforeFilter(String message) {
        Matcher m = BEFORE_FILTER.matcher(message);
        return m.matches()
                ? Optional.of(
                        "LoggedIn"
                                + part("account", m.group("user"))
                                + part("client", address(m.group("ip"))))
                : Optional.empty();
    }

    private static Optional<String> behindFilter(String message) {
        Matcher m = BEHIND_FILTER.matcher(message);
        return m.matches() ? Optional.of("Relayed queueId=" + m.group("id")) : Optional.empty();
    }

    private static Optional<String> queued(String message) {
        Matcher m = QUEUED.matcher(message);
        return m.matches()
                ? Optional.of(
                        "Queued queueId="
                                + m.group("id")
                                + part("sender", lower(m.group("from")))
                                + " size="
                                + m.group("size")
                                + " recipients="
                                + m.group("count"))
                : Optional.empty();
    }

    private static Optional<String> removed(String message) {
        Matcher m = REMOVED.matcher(message);
        return m.matches() ? Optional.of("Removed queueId=" + m.group("id")) : Optional.empty();
    }

    private static Optional<String> delivery(String message) {
        Matcher m = DELIVERY.matcher(message);
        if (!m.matches()) {
            return Optional.empty();
        }
        String to = " queueId=" + m.group("id") + part("recipient", lower(m.group("to")));
        return Optional.of(
                switch (m.group("status")) {
                    case "sent" -> "Delivered" + to;
                    case "deferred" -> "Deferred" + to + " status=" + m.group("dsn");
                    default -> "Bounced" + to + " status=" + m.group("dsn");
                });
    }

    private static String address(String text) {
        return Optional.ofNullable(text)
                .flatMap(ClientAddress::parse)
                .map(ClientAddress::toString)
                .orElse("");
    }

    private static String part(String name, String value) {
        return value == null || value.isEmpty() ? "" : " " + name + "=" + value;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
