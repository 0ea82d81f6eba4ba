// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Address;
import argine.server.icewarp.session.CodePage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a queue file, whose layout nobody documents: what the server noted in front of
 * the message, and the topmost lines of the message.
 *
 * <p>The notes are {@code key: value} or {@code key=value} lines, with or without an empty line
 * before the message; or bytes of some binary form, in which {@code LocalSender} is looked for; or
 * absent. They count only in front of the message: what stands below the server's own {@code
 * Received:} came from whoever sent it.
 */
public final class QueueText {
    private static final int BINARY_WITHIN = 4096;
    private static final int MAX_NOTES = 100_000;
    private static final int MAX_RECIPIENTS = 6000;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_FOLDED = 4000;
    private static final Set<String> RECIPIENT =
            Set.of("rcptto", "to", "recipient", "recipients", "rcpt");
    private static final Set<String> ASKED =
            Set.of("received", "return-path", "from", "message-id");
    private static final Set<String> MESSAGE_BEGINS =
            Set.of(
                    "received",
                    "return-path",
                    "dkim-signature",
                    "mime-version",
                    "message-id",
                    "date",
                    "subject");
    private static final int LONGEST_KEY = 32;
    private static final Pattern HIDDEN_SENDER =
            Pattern.compile(
                    "LocalSender[^A-Za-z0-9]{1,8}([A-Za-z0-9._%+=/-]{1,64}@[A-Za-z0-9.-]{1,255})");
    private static final Pattern HIDDEN_ID =
            Pattern.compile("MsgID[^A-Za-z0-9]{1,8}([A-Za-z0-9]{8,22})");
    private static final Pattern MESSAGE_LINE =
            Pattern.compile("(?:^|[\\n\\x00-\\x08])((?:Received|Return-Path): )");

    private final Map<String, String> notes = new LinkedHashMap<>();
    final List<Address> recipients = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Where the message begins. */
    final int messageAt;

    private final String text;
    private boolean isWhole = true;

    /** In Latin-1, so that each letter is one byte; see {@link #keep}. */
    private QueueText(String text) {
        this.text = text;
        int start = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
        int behindNotes = notes(start);
        boolean isText = !notes.isEmpty() && text.indexOf('\0', start, behindNotes) < 0;
        messageAt = isText || !isBinary() ? behindNotes : binary(start);
        headers();
    }

    /** A zero byte further on is in a message, whose text is anybody's. */
    private boolean isBinary() {
        return text.indexOf('\0', 0, Math.min(BINARY_WITHIN, text.length())) >= 0;
    }

    /** Reads the first bytes of a file. */
    static QueueText of(byte[] bytes, int length) {
        return new QueueText(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    private int binary(int start) {
        notes.clear();
        recipients.clear();
        Matcher message = MESSAGE_LINE.matcher(text).region(start, text.length());
        int at = message.find() ? message.start(1) : text.length();
        String prefix = text.substring(start, at);
        Matcher sender = HIDDEN_SENDER.matcher(prefix);
        if (sender.find()) {
            notes.put("localsender", sender.group(1));
        }
        Matcher id = HIDDEN_ID.matcher(prefix);
        if (id.find()) {
            notes.put("msgid", id.group(1));
        }
        return at;
    }

    /** Returns where the message begins: behind the notes, if there are any. */
    private int notes(int start) {
        int at = start;
        for (int n = 0; n < MAX_NOTES && at < text.length(); n++) {
            int end = lineEnd(at);
            String line = line(at, end);
            if (line.isEmpty()) {
                at = end + 1;
                break;
            }
            int length = key(line);
            int sign = length;
            while (sign < line.length() && isBlank(line.charAt(sign))) {
                sign++;
            }
            String key = line.substring(0, length).toLowerCase(Locale.ROOT);
            if (!isSign(line, sign) || length == 0 || beginsMessage(key)) {
                break;
            }
            keep(key, line.substring(sign + 1).strip());
            at = end + 1;
        }
        isWhole = at < text.length();
        if (notes.containsKey("localsender") || notes.containsKey("msgid")) {
            return Math.min(at, text.length());
        }
        notes.clear();
        recipients.clear();
        return start;
    }

    private void keep(String key, String latin) {
        String value = CodePage.of(latin);
        notes.putIfAbsent(key, value);
        if (RECIPIENT.contains(key)) {
            int from = 0;
            for (int i = 0; i <= value.length(); i++) {
                if (i == value.length() || value.charAt(i) == ',' || value.charAt(i) == ';') {
                    recipient(value.substring(from, i));
                    from = i + 1;
                }
            }
        }
    }

    private void recipient(String one) {
        Address address = bare(one);
        if (!address.isNull() && recipients.size() < MAX_RECIPIENTS) {
            recipients.add(address);
        }
    }

    /** How long the key of a note is at the beginning of a line; 0 where there is none. */
    private static int key(String line) {
        int length = 0;
        while (length < line.length() && isOfKey(line.charAt(length), length)) {
            length++;
        }
        return length <= LONGEST_KEY ? length : 0;
    }

    private static boolean isOfKey(char c, int at) {
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        return letter || at > 0 && (c >= '0' && c <= '9' || c == '_' || c == '-');
    }

    private static boolean isSign(String line, int at) {
        return at < line.length() && (line.charAt(at) == ':' || line.charAt(at) == '=');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean beginsMessage(String name) {
        return MESSAGE_BEGINS.contains(name) || name.startsWith("x-");
    }

    /** Takes the first of each header, unfolded; the topmost trace line is the server's own. */
    private void headers() {
        int at = messageAt;
        String name = "";
        StringBuilder body = new StringBuilder();
        for (int n = 0; n < MAX_HEADERS && at < text.length(); n++) {
            int end = lineEnd(at);
            boolean folded = isBlank(text.charAt(at));
            if (!folded) {
                keep(name, body);
                int colon = text.indexOf(':', at, end);
                if (colon <= at) {
                    isWhole &= end < text.length();
                    return;
                }
                name = text.substring(at, colon).strip().toLowerCase(Locale.ROOT);
                body.setLength(0);
                at = colon + 1;
            }
            if (ASKED.contains(name) && body.length() < MAX_FOLDED) {
                body.append(folded ? " " : "").append(line(at, end).strip());
            }
            at = end + 1;
        }
        isWhole &= at < text.length();
        keep(name, body);
    }

    private void keep(String name, StringBuilder body) {
        if (ASKED.contains(name)) {
            headers.putIfAbsent(name, CodePage.of(body.toString()));
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private String line(int from, int end) {
        return text.substring(from, end > from && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** An address in angle brackets, or the text as one. */
    static Address bare(String text) {
        int open = text.lastIndexOf('<');
        int close = text.indexOf('>', open + 1);
        String inner = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        String address = inner.strip();
        return Address.of(address.substring(0, Math.min(address.length(), 512)));
    }

    /** Whether notes and headers end within the bytes that were read. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether this is a message at all: it has notes, or begins with headers of one. */
    boolean isMessage() {
        boolean headed =
                headers.containsKey("received")
                        || headers.containsKey("from")
                        || headers.containsKey("message-id");
        return !notes.isEmpty() || headed;
    }

    public Optional<String> note(String key) {
        return Optional.ofNullable(notes.get(key)).filter(value -> !value.isEmpty());
    }

    /** Whether the server noted anything in front of the message. */
    public boolean hasNotes() {
        return !notes.isEmpty();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<TraceLine> trace() {
        return header("received").flatMap(TraceLine::read);
    }
}
