// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueuedMessage;
import argine.mail.TextPrint;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One message of the queue as it was seen: its envelope, the print of its text, what was found in
 * it, and, once all are seen, its campaign.
 */
public final class Sighting {
    private static final Pattern ANSWER = Pattern.compile("^(?:(?:re|aw|fwd?|wg|r|i): *)+");

    private final QueuedMessage message;
    private final TextPrint print;
    private final long found;
    private final String host;
    private final boolean whole;
    private final Owners.Owner proved;
    private final String owner;
    private final long shape;
    private Optional<Campaign> campaign = Optional.empty();

    /**
     * @param proved whose it is by the log, where the queue file does not tell
     */
    Sighting(
            QueuedMessage message,
            Owners.Owner proved,
            TextPrint print,
            long found,
            String host,
            boolean whole) {
        this.message = message;
        this.proved = proved;
        this.print = print;
        this.found = found;
        this.host = host;
        this.whole = whole;
        this.owner = proved.name().isEmpty() ? owner(message.envelope()) : proved.name();
        this.shape = shape(message.headers().subject());
    }

    /** A message of which nothing but the envelope was read. */
    static Sighting ofEnvelope(QueuedMessage message, Owners.Owner proved) {
        return new Sighting(message, proved, TextPrint.NONE, 0, "", true);
    }

    public QueuedMessage message() {
        return message;
    }

    TextPrint print() {
        return print;
    }

    /** Whether the needle of this number was found. */
    public boolean isFound(int needle) {
        return (found >> needle & 1) == 1;
    }

    /** The first host that the text links to, or nothing. */
    String host() {
        return host;
    }

    /** Whether the message was seen to its end. */
    boolean isWhole() {
        return whole;
    }

    /** The account, in lower case, or empty. */
    public String account() {
        boolean nobody = proved.account().isEmpty() && message.envelope().account().isEmpty();
        return nobody ? "" : owner;
    }

    /** The program of this host that sent it, {@code uid 33}, or empty. */
    String program() {
        return proved.program();
    }

    /** Where it came from: before a content filter of this host had it, if that is known. */
    ClientAddress client() {
        ClientAddress client = message.envelope().client();
        boolean before = client.isLoopback() && proved.network().bits() > 0;
        return before ? proved.network().base() : client;
    }

    /** Whose it is: the account or program, or else the client, or the sender. */
    String owner() {
        return owner;
    }

    private static String owner(QueuedMessage.Envelope envelope) {
        if (!envelope.account().isEmpty()) {
            return envelope.account().toLowerCase(Locale.ROOT);
        }
        return envelope.client().equals(ClientAddress.NONE)
                ? envelope.sender().toString()
                : envelope.client().toString();
    }

    public Optional<Campaign> campaign() {
        return campaign;
    }

    void joins(Campaign other) {
        campaign = Optional.of(other);
    }

    /** The subject without numbers, answers and spacing; 0 where there is none. */
    long shape() {
        return shape;
    }

    private static long shape(String subject) {
        if (subject.isEmpty()) {
            return 0;
        }
        String folded = Folding.fold(Folding.seen(subject)).strip();
        String plain = ANSWER.matcher(folded).replaceFirst("");
        StringBuilder letters = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit || letters.isEmpty() || letters.charAt(letters.length() - 1) != '#') {
                letters.append(digit ? '#' : c);
            }
        }
        return letters.isEmpty() ? 0 : new Address(letters.toString(), "").fingerprint();
    }

    /** The size in steps of a fifth or so; neighbours are about the same size. */
    int sizeBand() {
        long size = Math.max(1, message.size());
        int top = 63 - Long.numberOfLeadingZeros(size);
        int next = top < 2 ? 0 : (int) (size >>> (top - 2) & 3);
        return top * 4 + next;
    }
}
