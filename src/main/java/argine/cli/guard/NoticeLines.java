// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Notice;
import argine.guard.PolicyRequest;
import argine.guard.Reason;
import argine.guard.State;
import argine.guard.intrusion.Ground;
import argine.guard.limit.Ruling;
import argine.guard.wire.Notices;
import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.block.Block;
import argine.store.why.Refusal;

/** What the guard has to tell, as lines of the daemon's log. */
record NoticeLines(Notices log) {

    void tell(Notice notice) {
        switch (notice) {
            case Notice.Warned(Ruling.Warning warning) -> nearlyUsedUp(warning);
            case Notice.Objected(Refusal refusal, Reason reason, PolicyRequest request) ->
                    objected(refusal, reason, request);
            case Notice.NobodyLoggedIn(PolicyRequest request) -> nobodyLoggedIn(request);
            case Notice.Blocked(Block block) ->
                    log.warn(
                            "account-stopped",
                            "account",
                            block.account(),
                            "extent",
                            block.extent().word(),
                            "by",
                            block.by(),
                            "why",
                            block.why());
            case Notice.Released(Block block, String by) ->
                    log.notice("account-let-go", "account", block.account(), "by", by);
            case Notice.Barred(Bar bar) -> barred(bar);
            case Notice.Unbarred(Bar bar, String by) ->
                    log.notice("unbarred", "whom", bar.whom().toString(), "by", by);
            case Notice.Spared(ClientAddress client, Bar bar, String by) -> spared(client, bar, by);
            case Notice.WhiteListTrouble(String zone, String why) ->
                    log.warn("white-list", "list", zone, "trouble", why);
            case Notice.OldPassword(String account, ClientAddress client) ->
                    log.notice("old-password", "account", account, "client", client.toString());
            case Notice.Unruly(Network network, Ground ground, long count) ->
                    unruly(network, ground, count);
            case Notice.StateChanged(State before, State after) -> changed(before, after);
            case Notice.Remark(String text) -> log.warn("remark", "text", text);
        }
    }

    private void nearlyUsedUp(Ruling.Warning warning) {
        log.notice(
                "nearly-used-up",
                "channel",
                warning.channel().word(),
                "subject",
                warning.subject(),
                "limit",
                warning.limit().toString(),
                "used",
                Long.toString(warning.used()));
    }

    private void nobodyLoggedIn(PolicyRequest request) {
        log.warn(
                "nobody-logged-in",
                "channel",
                request.channel().word(),
                "sender",
                request.envelope().sender().toString(),
                "client",
                request.client().address().toString());
    }

    private void barred(Bar bar) {
        log.warn(
                "barred",
                "whom",
                bar.whom().toString(),
                "ground",
                bar.ground(),
                "until",
                bar.until().toString(),
                "times",
                Integer.toString(bar.times()),
                "by",
                bar.by(),
                "code",
                bar.code());
    }

    private void spared(ClientAddress client, Bar bar, String by) {
        log.notice(
                "spared", "client", client.toString(), "barred", bar.whom().toString(), "by", by);
    }

    private void unruly(Network network, Ground ground, long count) {
        log.warn(
                "unruly",
                "network",
                network.toString(),
                "ground",
                Character.toString(ground.letter()),
                "count",
                Long.toString(count));
    }

    private void objected(Refusal refusal, Reason reason, PolicyRequest request) {
        log.notice(
                "objected",
                "code",
                refusal.code(),
                "decision",
                refusal.decision(),
                "rule",
                refusal.rule(),
                "account",
                refusal.subject(),
                "sender",
                request.envelope().sender().toString(),
                "client",
                request.client().address().toString(),
                "stage",
                request.stage().name(),
                "times",
                Long.toString(refusal.times()),
                "text",
                reason.text());
    }

    private void changed(State before, State after) {
        String[] pairs = {
            "before", before.kind().word(), "now", after.kind().word(), "why", after.why()
        };
        if (after.kind() == State.Kind.ENFORCING) {
            log.notice("state", pairs);
        } else {
            log.error("state", pairs);
        }
    }
}
