// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import java.util.Locale;

/**
 * What kind of trouble it is; asked before whose account, because in one incident of six there is
 * none.
 *
 * <p>In order of weight: where there are several, the report bears the first.
 */
enum Origin {
    /** Somebody has the password of an account. */
    ACCOUNT(true),
    /** An account is misused through the webmail of this host, so the client's address is lost. */
    WEBMAIL(true),
    /** A program of this host sends: a web form, a script. */
    SCRIPT(true),
    /** A client that needs no login sends what it should not, or anybody may. */
    RELAY(true),
    /** Abuse whose origin the log does not hold. */
    UNKNOWN(true),
    /** Spam that came in is forwarded out again. */
    FORWARDER(false),
    /** Bounces of mail that was never sent from here. */
    BACKSCATTER(false),
    /** A remote server does not take mail, and the queue fills. */
    REMOTE_OUTAGE(false),
    NOTHING(false);

    private final boolean wrong;

    Origin(boolean wrong) {
        this.wrong = wrong;
    }

    /** Whether this server is being misused, so that something must be done here. */
    boolean isWrong() {
        return wrong;
    }

    /** The origin of a word. */
    static Origin of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** As it is written in the report. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
