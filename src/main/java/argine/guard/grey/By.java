// SPDX-License-Identifier: Apache-2.0
package argine.guard.grey;

import java.util.Locale;

/** What makes two attempts the same sender's; IceWarp's four modes. */
public enum By {
    IP,
    SENDER,
    /** With the recipient this is the triplet that others know. */
    SENDER_IP,
    IP_HELO;

    /** As it is written: {@code sender+ip}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '+');
    }
}
