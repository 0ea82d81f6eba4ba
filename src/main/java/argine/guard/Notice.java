// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.intrusion.Ground;
import argine.guard.limit.Ruling;
import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.block.Block;
import argine.store.why.Refusal;

/** Something that an administrator may want to hear of: for the log, for alerts, for metrics. */
public sealed interface Notice {
    /** A limit is nearly used up; said once a window. */
    record Warned(Ruling.Warning warning) implements Notice {}

    /**
     * A rule or a limit objected; {@code refusal.times()} is 1 the first time.
     *
     * @param reason why it did this time
     */
    record Objected(Refusal refusal, Reason reason, PolicyRequest request) implements Notice {}

    /**
     * By the way of those who log in somebody sends who has not; said once an hour for a client.
     */
    record NobodyLoggedIn(PolicyRequest request) implements Notice {}

    /** An account was stopped. */
    record Blocked(Block block) implements Notice {}

    /** An account was let go again. */
    record Released(Block block, String by) implements Notice {}

    /** A network, or strangers at a login, were barred. */
    record Barred(Bar bar) implements Notice {}

    /** A bar was taken away before its end. */
    record Unbarred(Bar bar, String by) implements Notice {}

    /**
     * A client that a white list knows goes on, though a network around it is barred.
     *
     * @param by the white list
     */
    record Spared(ClientAddress client, Bar bar, String by) implements Notice {}

    /** A white list in the DNS does not answer, or not rightly; said once an hour for a list. */
    record WhiteListTrouble(String zone, String why) implements Notice {}

    /** Where a login is at home a program tries the same wrong password again and again. */
    record OldPassword(String account, ClientAddress client) implements Notice {}

    /** Many addresses of a network offend; no bar is set for all of it. */
    record Unruly(Network network, Ground ground, long count) implements Notice {}

    /** The guard does its work better or worse than before. */
    record StateChanged(State before, State after) implements Notice {}

    /** Something about the files that somebody should know. */
    record Remark(String text) implements Notice {}
}
