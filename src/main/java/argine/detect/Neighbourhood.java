// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.List;

/**
 * What is known of a network beyond one account: which accounts got in from it, and which were
 * tried.
 *
 * <p><b>Limits.</b> An office behind one address, a VPN exit or a mobile carrier is one network for
 * many people: sharing it proves nothing by itself.
 */
public final class Neighbourhood {
    static final Neighbourhood NONE = new Neighbourhood();
    private static final int NAMES = 64;

    /** Accounts that logged in or sent from here. */
    public final Few<String> entered = new Few<>(NAMES);

    /** Names with which a login from here failed. */
    public final Few<String> tried = new Few<>(NAMES);

    /** Logins from here that sent nothing and so name nobody. */
    public long silent;

    /** Failed logins from here whose name the log hides. */
    public long hidden;

    /** Names that were tried from here and did not get in from here. */
    List<String> failedNames() {
        return tried.names().stream().filter(name -> !entered.has(name)).toList();
    }
}
