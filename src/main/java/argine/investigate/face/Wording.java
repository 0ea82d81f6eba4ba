// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Case.Messages;
import argine.investigate.Report;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a report, said so that a person who never read the documentation understands them.
 *
 * <p>A word that is not known is shown as it is: a newer investigation must not break an older
 * face.
 */
final class Wording {
    private static final int NAME_LENGTH = 100;
    private static final String WEBMAIL = "take it for read: webmail shows the mailbox";

    private Wording() {}

    /** The origin in one spelling: {@code remoteOutage} and {@code remote outage} are the same. */
    static String origin(String word) {
        StringBuilder letters = new StringBuilder();
        word.toLowerCase(Locale.ROOT)
                .chars()
                .filter(c -> c >= 'a' && c <= 'z')
                .forEach(c -> letters.append((char) c));
        return letters.toString().replace("remoteoutage", "outage");
    }

    /** Whether nothing was sent and nothing waits. */
    static boolean isEmpty(Messages sent) {
        long fates = sent.delivered() + sent.deferred() + sent.bounced();
        return sent.accepted() + sent.recipients() + sent.queued() + sent.held() + fates == 0;
    }

    /** Whether a number is known: where no message is, a zero says nothing. */
    static boolean isKnown(Messages sent, long number) {
        return number > 0 || sent.accepted() + sent.recipients() > 0;
    }

    /** Whether the figures of a case are a part: the log does not say who sent the rest. */
    static boolean isPart(Report report, Case one) {
        return !report.read().blind().isEmpty()
                && !one.sender().isEmpty()
                && origin(one.origin()).equals("unknown");
    }

    static boolean isBreach(String origin) {
        return origin(origin).equals("account") || origin(origin).equals("webmail");
    }

    static String title(String origin) {
        return switch (origin(origin)) {
            case "account" -> "breached account";
            case "webmail" -> "breached account, used through webmail";
            case "script" -> "script or web form on this server";
            case "relay" -> "open relay";
            case "forwarder" -> "forwarded spam";
            case "backscatter" -> "backscatter";
            case "outage" -> "another server's outage";
            case "unknown" -> "cause not known";
            default -> origin;
        };
    }

    /** Whether the thief read the owner's mail; empty where nobody's account was stolen. */
    static String mailbox(Case one) {
        return one.mailbox()
                .map(read -> origin(one.origin()).equals("webmail") ? WEBMAIL : mailbox(read))
                .orElse("");
    }

    private static String mailbox(Case.Mailbox read) {
        if (!read.shown()) {
            return "not known: the log holds no logins of mail programs (IMAP, POP3)";
        }
        String others =
                read.newNetworks().isEmpty()
                        ? ""
                        : "; but also read from "
                                + list(read.newNetworks(), 3)
                                + ", new in the week before or since: by the owner?";
        String here =
                read.logins() == 0
                        ? "no sign of it: no login by IMAP or POP3 from where the mail was sent"
                        : Numbers.of(read.logins(), "login")
                                + " from where the mail was sent, "
                                + Numbers.bytes(read.bytes())
                                + " read";
        return here + others;
    }

    /** The account; where it is not known the sender; where nothing is known nothing. */
    static Optional<String> who(Case one) {
        String account = Plain.line(one.account(), NAME_LENGTH);
        if (one.namedAccount().isPresent()) {
            return Optional.of(account);
        }
        String sender = Plain.line(one.sender(), NAME_LENGTH);
        return sender.isBlank() ? Optional.empty() : Optional.of("mail from " + sender);
    }

    static String entry(String entry) {
        return switch (entry) {
            case "guessed" -> "The password was guessed";
            case "sprayed" -> "The password was found by trying many accounts";
            case "stolen" -> "The password was known at the first try";
            default -> "How the password was lost is not known";
        };
    }

    static String entryShort(String entry) {
        return switch (entry) {
            case "guessed" -> "password guessed";
            case "sprayed" -> "password sprayed, a few tries on each of many accounts";
            case "stolen" -> "password stolen, right at the first try";
            default -> "not known";
        };
    }

    /** How sure it is, in percent. */
    static String sure(Case one) {
        return (one.isSure() ? "" : "perhaps, ") + Numbers.percent(one.confidence());
    }

    /** What the grade says about the messages, if there are any. */
    static String grade(Case one) {
        if (one.messages().accepted() == 0) {
            return "";
        }
        return switch (one.grade()) {
            case "proved" -> "the queue IDs tie the messages to it";
            case "likely" -> "client and minute tie the messages to it, not the queue IDs";
            case "probable" ->
                    "the sender alone ties the messages to it, and a sender can be forged";
            default -> "";
        };
    }

    /** {@code a, b and c}; of many the first few, and how many more. */
    static String list(List<String> names, int most) {
        int shown = names.size() > most ? most - 1 : names.size();
        String rest = names.size() > shown ? Numbers.of(names.size() - shown) + " more" : "";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            boolean last = i == shown - 1 && rest.isEmpty();
            text.append(i == 0 ? "" : last ? " and " : ", ").append(names.get(i));
        }
        return rest.isEmpty() ? text.toString() : text + " and " + rest;
    }

    /**
     * What an enhanced status code means (RFC 3463, section 3), or nothing where it says little.
     */
    static String status(String code) {
        return switch (code) {
            case "5.1.0", "5.1.1", "5.5.0", "4.1.1" -> "no such mailbox";
            case "5.1.2", "4.1.2" -> "no such domain";
            case "5.1.3" -> "not an address";
            case "5.1.6" -> "mailbox has moved";
            case "5.1.7", "5.1.8", "4.1.8" -> "sender not accepted";
            case "5.1.10" -> "domain takes no mail";
            case "5.2.0", "5.2.1", "4.2.1" -> "mailbox closed or busy";
            case "5.2.2", "4.2.2" -> "mailbox full";
            case "5.2.3", "5.3.4" -> "message too large";
            case "4.3.0", "4.3.2", "5.3.0", "4.3.1" -> "their server cannot take mail now";
            case "4.4.1", "5.4.1" -> "no answer from their server";
            case "4.4.2" -> "connection lost";
            case "4.4.3", "5.4.4", "4.4.4" -> "no server found for the domain";
            case "4.4.7", "5.4.7" -> "waited too long";
            case "5.4.6" -> "mail loop";
            case "5.7.1", "5.7.0", "4.7.0", "4.7.1" ->
                    "refused by policy, often as spam or by a blocklist";
            case "5.7.26", "5.7.23", "5.7.25", "4.7.26" ->
                    "sender not authenticated (SPF, DKIM, DNS)";
            case "4.7.28", "4.7.27", "4.7.32" -> "slowed down for its volume";
            case "2.0.0", "2.1.5", "2.6.0" -> "accepted";
            default -> "";
        };
    }
}
