// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.EnhancedStatus;
import argine.mail.MailEvent;
import argine.mail.Seen;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/**
 * Writes an event as the corpora write it: {@code Submitted queueId=842C8282007 account=rossi}.
 *
 * <p>What is empty, none or 0 is left out. A value that could be taken for something else stands in
 * quotes, its control characters as {@code \x1b}.
 */
public final class Described {
    private Described() {}

    public static String line(Explained explained) {
        return switch (explained.became()) {
            case NOTHING -> "nothing";
            case STEP -> "step";
            case UNREAD -> "unread";
            case NOT_MAIL -> "not mail";
            case EVENTS ->
                    String.join(" + ", explained.events().stream().map(Described::event).toList());
        };
    }

    public static String event(MailEvent event) {
        StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
        parts(event, text);
        return text.toString();
    }

    /** Only the parts named, as they are: without quotes. */
    static String event(MailEvent event, List<String> names) {
        StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Object value = value(event, component);
            if (names.contains(component.getName()) && !isEmpty(value)) {
                text.append(' ').append(component.getName()).append('=').append(value);
            }
        }
        return text.toString();
    }

    private static void parts(Object of, StringBuilder text) {
        for (RecordComponent component : of.getClass().getRecordComponents()) {
            Object value = value(of, component);
            if (value instanceof MailEvent.Commands) {
                parts(value, text);
            } else if (!isEmpty(value)) {
                text.append(' ').append(component.getName()).append('=').append(plain(value));
            }
        }
    }

    private static Object value(Object of, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(of);
            return value instanceof Optional<?> optional
                    ? optional.map(Object.class::cast).orElse("")
                    : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Seen
                || value.equals("")
                || value.equals(0)
                || value.equals(0L)
                || value.equals(Address.NULL_SENDER)
                || value.equals(ClientAddress.NONE)
                || value.equals(EnhancedStatus.NONE)
                || value == MailEvent.Why.UNSAID;
    }

    private static String plain(Object value) {
        String text = value.toString();
        StringBuilder shown = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || c >= 0x7F && c < 0xA0) {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        boolean quoted = text.indexOf(' ') >= 0 || text.indexOf('"') >= 0;
        return quoted ? "\"" + shown + "\"" : shown.toString();
    }
}
