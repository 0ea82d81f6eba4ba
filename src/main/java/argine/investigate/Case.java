// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One incident: what it is, whose account, since when, how far it reached, and the evidence.
 *
 * <p>{@code account} is who authenticated, {@code UNKNOWN} when that is masked or was not logged;
 * {@code program} names a program of this host by its user ID, {@code uid 33}; {@code sender} is
 * given only where a sender is all that is known. {@code grade} says how the messages were tied to
 * the account: by queue ID (proved), by client and minutes (likely), by the sender alone
 * (probable). {@code messages} counts the thief's messages, not the owner's; {@code guessers} are
 * networks that helped to guess the password, and sent nothing.
 */
public record Case(
        String id,
        String origin,
        String account,
        String program,
        String sender,
        String because,
        double confidence,
        String grade,
        String entry,
        String entryBecause,
        List<String> kinds,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen,
        Messages messages,
        List<Source> sources,
        List<Source> ownSources,
        List<String> alsoTouched,
        List<Evidence> evidence,
        List<Moment> timeline,
        List<Hour> hours,
        Map<String, Long> byStatus,
        Map<String, Long> topDomains,
        Map<String, Long> senders,
        List<Campaign> campaigns,
        Optional<Mailbox> mailbox,
        List<String> next,
        List<Guesser> guessers) {

    /** What stands for an account that the log hides. */
    static final String UNKNOWN = "UNKNOWN";

    /** The account, where there is one and the log names it. */
    public Optional<String> namedAccount() {
        return Optional.of(account).filter(name -> !name.isBlank() && !name.equals(UNKNOWN));
    }

    /**
     * Whether it rests on more than hints, and its messages are tied to it by more than the sender.
     * Many hints that agree are worth a look; a program's unusual day may give them too.
     */
    public boolean isSure() {
        boolean hints =
                !evidence.isEmpty() && evidence.stream().allMatch(e -> e.strength().equals("weak"));
        return !hints && !grade.equals("probable");
    }

    /**
     * How far it reached. {@code recipients} are distinct addresses; delivered, deferred and
     * bounced count pairs of message and recipient in their last state; {@code queued} are messages
     * in the queue, {@code held} those that were taken out of it and are kept beside it.
     */
    public record Messages(
            long accepted,
            long recipients,
            long externalRecipients,
            long delivered,
            long deferred,
            long bounced,
            long queued,
            long bytes,
            long held) {

        /** Of which nothing is held beside the queue. */
        public Messages(
                long accepted,
                long recipients,
                long externalRecipients,
                long delivered,
                long deferred,
                long bounced,
                long queued,
                long bytes) {
            this(
                    accepted,
                    recipients,
                    externalRecipients,
                    delivered,
                    deferred,
                    bounced,
                    queued,
                    bytes,
                    0);
        }
    }

    /**
     * Whether the owner's mail was read, by logins of mail programs; only of a stolen account.
     *
     * @param shown whether the log holds such logins at all
     * @param logins those from where the thief's mail came
     * @param bytes how much such sessions took
     * @param newNetworks others that began to read it in the week before the thief came, or later:
     *     the owner's, or not
     */
    public record Mailbox(boolean shown, long logins, long bytes, List<String> newNetworks) {}

    /** A client address, the network it stands in, and what came from it. */
    public record Source(
            String address,
            String network,
            long messages,
            long logins,
            long failures,
            String country,
            String organisation,
            Optional<Instant> firstSeen,
            Optional<Instant> lastSeen) {}

    /**
     * A network that sent nothing: logins to this account failed from it before the thief's first.
     */
    public record Guesser(String network, long failures) {}

    /** One piece of evidence, with the lines that prove it. */
    public record Evidence(
            String kind, String strength, String signal, String claim, List<Line> lines) {}

    /** A line of the log and its place: line from 1, offset in bytes. */
    public record Line(String file, long line, long offset, String text) {}

    /** Something that happened, for the timeline. */
    public record Moment(Instant at, String what) {}

    /** The thief's hour: what was accepted, and what became of recipients. */
    public record Hour(Instant at, long accepted, long delivered, long deferred, long bounced) {}

    /** Messages in the queue that are nearly the same text. */
    public record Campaign(String subject, long messages, long recipients) {}
}
