// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Ledger;
import argine.detect.Trails.Arrivals;
import java.util.Locale;

/**
 * Says why nobody's misuse could be seen in what was read, and which log would show it.
 *
 * <p>The settings that make a server write who logs in are its own, so the advice is.
 */
record Blindness(Ledger ledger, String server) {
    /** A few may be another house's that writes under our name, a scanner's or a cloud's. */
    private static final int MANY = 10;

    /** In a few words, for whoever has an alarm before them; empty where misuse would be seen. */
    String briefly() {
        Arrivals arrivals = ledger.arrivals;
        return arrivals.areUntold()
                ? "the log does not say who logged in and sent "
                        + messages(arrivals.unknown())
                        + (server.equals("icewarp")
                                ? "; is IceWarp's SMTP log at level Extended?"
                                : "; name the one that holds smtpd's lines (--log FILE)")
                : "";
    }

    /** In words; empty where misuse would be seen. */
    String said() {
        Arrivals arrivals = ledger.arrivals;
        if (arrivals.areUntold()) {
            return messages(arrivals.unknown())
                    + " passed of which the log does not say who logged in and sent them; "
                    + advice();
        }
        if (arrivals.areElsewhere(ledger.to() - ledger.from())) {
            return "the log tells of mailboxes alone, and not who sends; " + advice();
        }
        return isMost(arrivals.hidden, arrivals.sent) ? hidden(arrivals) : loginless(arrivals);
    }

    /** More than half, and one: a single message is no rule. */
    private static boolean isMost(long part, long all) {
        return part * 2 > all + 1;
    }

    /** Each network is then somebody of its own: an owner's and a thief's are never compared. */
    private static String hidden(Arrivals arrivals) {
        return String.format(
                Locale.ROOT,
                "the log hides the names of those who logged in and sent %,d of %,d messages, so nobody's"
                        + " own networks can be told from a thief's; name the log as the server wrote it",
                arrivals.hidden,
                arrivals.sent);
    }

    /**
     * IceWarp's log may have lost the lines of the logins; of Postfix a trusted network is known,
     * and what comes from elsewhere without a login and leaves again is forwarded.
     */
    private String loginless(Arrivals arrivals) {
        long all = arrivals.loginless + arrivals.sent;
        return isLoginless() && arrivals.loginless >= MANY
                ? String.format(
                        Locale.ROOT,
                        "of %,d of %,d messages that went out under this server's own domains the log shows"
                                + " no login, as if its lines about logins were left out; %s",
                        arrivals.loginless,
                        all,
                        advice())
                : "";
    }

    /** Whether somebody who is shown without a login may have had one, few as the messages be. */
    boolean isLoginless() {
        Arrivals arrivals = ledger.arrivals;
        return server.equals("icewarp")
                && (arrivals.sent == 0
                        || isMost(arrivals.loginless, arrivals.loginless + arrivals.sent));
    }

    private static String messages(long count) {
        return count == 1 ? "1 message" : String.format(Locale.ROOT, "%,d messages", count);
    }

    private String advice() {
        return server.equals("icewarp")
                ? "that is in IceWarp's SMTP log (s*.log) at level Extended: set"
                        + " C_System_Log_Services_SMTP to 4 (./tool.sh set system"
                        + " C_System_Log_Services_SMTP 4), and ask again when it has written for some days"
                : "that is in the lines of the programs that take mail in (postfix/smtpd,"
                        + " postfix/submission/smtpd, postfix/pickup): name the log that holds them with"
                        + " --log, unfiltered";
    }
}
