// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.Address;
import java.util.List;

/**
 * Sender, recipients and size of a message, as far as they are known when the mail server asks.
 *
 * <p>At {@link Stage#RCPT} there is one recipient, the one in question. At {@link
 * Stage#END_OF_MESSAGE} a milter knows them all; Postfix's policy protocol gives their number alone
 * when there is more than one, and then the list is empty.
 *
 * @param count how many recipients the server says there are, which may be more than are listed
 * @param size in bytes; 0 while unknown
 */
public record Envelope(Address sender, List<Address> recipients, int count, long size) {
    /** More recipients than any server takes; who says more is not believed. */
    private static final int MOST = 100_000;

    public static final Envelope NONE = new Envelope(Address.NULL_SENDER, List.of(), 0, 0);

    public Envelope {
        recipients = List.copyOf(recipients);
        count = Math.clamp(count, recipients.size(), Math.max(MOST, recipients.size()));
        size = Math.max(size, 0);
    }

    /** With all recipients known, or one at a time. */
    public static Envelope of(Address sender, List<Address> recipients, long size) {
        return new Envelope(sender, recipients, recipients.size(), size);
    }

    /** With nothing known of the recipients but how many they are. */
    public static Envelope counted(Address sender, int count, long size) {
        return new Envelope(sender, List.of(), count, size);
    }
}
