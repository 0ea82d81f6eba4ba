// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.EnhancedStatus;
import argine.mail.Reaction;
import java.util.List;
import java.util.Locale;

/**
 * What a reply or a sentence about a failed connection means for a recipient.
 *
 * <p>The enhanced status decides where it is exact, else the words do. IceWarp's own sentences for
 * a domain without a mail exchanger and for a host that does not answer are not documented, so
 * several wordings are known.
 */
record Answer(Outcome outcome, EnhancedStatus status, Reaction reaction) {
    /** What becomes of the recipient. */
    enum Outcome {
        DELIVERED,
        LATER,
        NEVER
    }

    static final Answer DELIVERED =
            new Answer(Outcome.DELIVERED, EnhancedStatus.NONE, Reaction.ACCEPTED);
    static final Answer LOST = new Answer(Outcome.LATER, EnhancedStatus.NONE, Reaction.UNREACHABLE);

    private static final int MAX_TEXT = 500;
    private static final List<String> NO_DOMAIN =
            List.of(
                    "no mx",
                    "no record",
                    "no dns record",
                    "mx not found",
                    "mx record not found",
                    "mx lookup failed",
                    "nxdomain",
                    "host not found",
                    "domain not found",
                    "unknown host",
                    "unknown domain",
                    "no such domain",
                    "no such host",
                    "non-existent domain",
                    "nonexistent domain",
                    "domain does not exist",
                    "no dns",
                    "dns failed",
                    "dns error",
                    "could not resolve",
                    "cannot resolve",
                    "can't resolve",
                    "no data record of requested type");
    private static final List<String> NO_USER =
            List.of(
                    "user unknown",
                    "unknown user",
                    "no such user",
                    "does not exist",
                    "no such recipient",
                    "invalid recipient",
                    "mailbox unavailable",
                    "mailbox not found",
                    "unknown recipient",
                    "no mailbox here");
    private static final List<String> UNREACHABLE =
            List.of(
                    "connect",
                    "timed out",
                    "timeout",
                    "time out",
                    "refused to talk",
                    "no route",
                    "unreachable",
                    "socket error",
                    "try again later");
    private static final List<String> GREY =
            List.of("greylist", "graylist", "try again later", "come back later", "retry later");
    private static final List<String> POLICY =
            List.of(
                    "spam",
                    "block",
                    "reputation",
                    "blacklist",
                    "listed",
                    "policy",
                    "abus",
                    "unsolicited",
                    "suspicious");

    /** Reads a reply, {@code 550 5.1.1 ...}. */
    static Answer reply(int code, String text) {
        if (code >= 200 && code < 400) {
            return DELIVERED;
        }
        EnhancedStatus status = status(text, Math.min(text.length(), 4));
        String words = words(text);
        boolean never = code >= 500;
        return new Answer(
                never ? Outcome.NEVER : Outcome.LATER,
                status,
                never ? permanent(status, words) : passing(status, words));
    }

    /** Reads a result of the server's own words: {@code No MX record}, {@code 550 ...}. */
    static Answer sentence(String text) {
        String trimmed = text.strip();
        if (isReply(trimmed)) {
            return reply(Integer.parseInt(trimmed, 0, 3, 10), trimmed);
        }
        String words = words(trimmed);
        return new Answer(Outcome.LATER, EnhancedStatus.NONE, own(words));
    }

    /** {@code 550 ...}, {@code 450-...}. */
    private static boolean isReply(String text) {
        return text.length() > 3
                && "245".indexOf(text.charAt(0)) >= 0
                && isDigit(text.charAt(1))
                && isDigit(text.charAt(2))
                && (text.charAt(3) == ' ' || text.charAt(3) == '-');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a sentence tells of a connection that could not be made. */
    static boolean saysNotReached(String text) {
        String words = words(text);
        return has(words, NO_DOMAIN)
                || has(words, UNREACHABLE) && !words.startsWith("client session connect");
    }

    private static Reaction own(String words) {
        if (has(words, NO_DOMAIN) || has(words, NO_USER)) {
            return Reaction.NO_SUCH_RECIPIENT;
        }
        return has(words, UNREACHABLE) ? Reaction.UNREACHABLE : Reaction.OTHER;
    }

    private static String words(String text) {
        return text.substring(0, Math.min(MAX_TEXT, text.length())).toLowerCase(Locale.ROOT);
    }

    private static Reaction permanent(EnhancedStatus status, String words) {
        if (status.saysNoSuchRecipient()) {
            return Reaction.NO_SUCH_RECIPIENT;
        }
        boolean vague = status.subject() == 0 || status.subject() == 1 || status.subject() == 5;
        if (vague && (has(words, NO_USER) || has(words, NO_DOMAIN))) {
            return Reaction.NO_SUCH_RECIPIENT;
        }
        return status.subject() == 7 || has(words, POLICY) ? Reaction.POLICY : Reaction.OTHER;
    }

    private static Reaction passing(EnhancedStatus status, String words) {
        if (has(words, GREY)) {
            return Reaction.GREYLISTED;
        }
        if (status.subject() == 7 || has(words, POLICY)) {
            return Reaction.POLICY;
        }
        boolean away = status.subject() == 4 || has(words, UNREACHABLE);
        return away ? Reaction.UNREACHABLE : Reaction.OTHER;
    }

    private static boolean has(String words, List<String> any) {
        for (String one : any) {
            if (words.contains(one)) {
                return true;
            }
        }
        return false;
    }

    /** Reads {@code 5.1.1} at an index, or none. */
    private static EnhancedStatus status(String text, int at) {
        int[] parts = new int[3];
        int i = at;
        for (int part = 0; part < 3; part++) {
            int start = i;
            while (i < text.length() && i - start < 3 && Character.digit(text.charAt(i), 10) >= 0) {
                parts[part] = parts[part] * 10 + Character.digit(text.charAt(i++), 10);
            }
            boolean dot = i < text.length() && text.charAt(i) == '.';
            if (i == start || part < 2 && !dot) {
                return EnhancedStatus.NONE;
            }
            i++;
        }
        boolean sound = parts[0] == 2 || parts[0] == 4 || parts[0] == 5;
        return sound ? new EnhancedStatus(parts[0], parts[1], parts[2]) : EnhancedStatus.NONE;
    }
}
