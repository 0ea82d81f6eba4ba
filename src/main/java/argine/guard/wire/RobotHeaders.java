// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.Channel;
import argine.mail.Address;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the headers of a message say of the program that sends it by itself: Sieve's redirect,
 * automatic replies (RFC 3834) and mailing lists (RFC 2919).
 *
 * <p>Of each header the first counts: a program writes its own above those that were there.
 */
public final class RobotHeaders {
    private static final String REPLIED = "auto-replied";

    /** No mailbox has a longer name (RFC 5321) and no list should (RFC 2919). */
    private static final int LONGEST = 320;

    /** A post that is sent on by a rule still has the headers of its list. */
    private static final List<Channel> ORDER =
            List.of(Channel.FORWARD, Channel.AUTOREPLY, Channel.LIST);

    private final Map<Channel, String> origins = new EnumMap<>(Channel.class);
    private Optional<String> author = Optional.empty();

    /** Looks at a header, folded or not. */
    public void add(String name, String value) {
        String text = value.strip();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "x-sieve-redirected-from" -> say(Channel.FORWARD, mailbox(text));
            case "auto-submitted" -> {
                if (text.toLowerCase(Locale.ROOT).startsWith(REPLIED)) {
                    say(Channel.AUTOREPLY, "");
                }
            }
            case "list-id" -> say(Channel.LIST, list(text));
            case "from" -> author = author.or(() -> Optional.of(from(text)));
            default -> {}
        }
    }

    private void say(Channel channel, String origin) {
        origins.putIfAbsent(channel, origin);
    }

    /** The way that the headers tell of; nothing where they tell of none. */
    Optional<Channel> channel() {
        return ORDER.stream().filter(origins::containsKey).findFirst();
    }

    /** Whose mailbox or which list it was on that way; empty where no header says so. */
    String originFor(Channel channel) {
        return channel == Channel.AUTOREPLY ? author.orElse("") : origins.getOrDefault(channel, "");
    }

    private static String from(String value) {
        FromAddresses all = new FromAddresses();
        all.add(value);
        return all.all().isEmpty() ? "" : mailbox(all.all().getFirst().toString());
    }

    /** A stranger chooses the tag: written to under another each time, a mailbox has one budget. */
    private static String mailbox(String text) {
        String bare = text.startsWith("<") && text.endsWith(">") ? inner(text, 0) : text;
        return isNoName(bare) ? "" : "mailbox:" + Address.of(bare).untagged();
    }

    /** The name in angle brackets; what is before them is for people. */
    private static String list(String text) {
        int begin = text.lastIndexOf('<');
        String id = begin >= 0 && text.endsWith(">") ? inner(text, begin) : text;
        return isNoName(id) ? "" : "list:" + id.toLowerCase(Locale.ROOT);
    }

    private static boolean isNoName(String text) {
        return text.isEmpty() || text.length() > LONGEST;
    }

    private static String inner(String text, int begin) {
        return text.substring(begin + 1, text.length() - 1).strip();
    }
}
