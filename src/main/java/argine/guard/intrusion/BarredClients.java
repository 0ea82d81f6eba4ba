// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Rule;
import argine.guard.Stage;
import argine.mail.ClientAddress;
import argine.store.bar.Bar;
import argine.store.bar.Barred;
import argine.store.bar.Bars;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Keeps barred clients out, as long as they have not logged in; and strangers from a login that
 * many guess at.
 *
 * <p>A login goes on from every network in which it is at home, whatever else comes from there, and
 * any login where somebody is at home, unless wrong passwords came from there; only an
 * administrator's bar keeps everybody out. A network in which anybody is at home may therefore
 * connect, and is refused at its recipients.
 */
final class BarredClients implements Rule {
    static final String RULE = "barred ";

    private final Bars bars;
    private final Familiar familiar;
    private final InstantSource wall;
    private final IntrusionSettings settings;
    private final WhiteLists whiteLists;

    BarredClients(
            Bars bars,
            Familiar familiar,
            InstantSource wall,
            IntrusionSettings settings,
            WhiteLists whiteLists) {
        this.bars = bars;
        this.familiar = familiar;
        this.wall = wall;
        this.settings = settings;
        this.whiteLists = whiteLists;
    }

    @Override
    public Decision judge(Question question) {
        Stage stage = question.request().stage();
        ClientAddress client = question.request().client().address();
        if (stage != Stage.LOGIN_BEFORE && !isBeforeLogin(question, stage)) {
            return Decision.PASS;
        }
        Instant now = wall.instant();
        Optional<Bar> bar = ofClient(question, client, now);
        if (bar.isEmpty() && stage == Stage.LOGIN_BEFORE) {
            bar =
                    bars.of(new Barred.Strangers(question.account()), now)
                            .filter(one -> concerns(one, question, client));
        }
        return bar.filter(_ -> !isAllowed(question, client)) // a long list, and seldom a bar
                .map(one -> refused(one, stage))
                .orElse(Decision.PASS);
    }

    /** Who is on a white list in the DNS is kept out by an administrator's word alone. */
    private Optional<Bar> ofClient(Question question, ClientAddress client, Instant now) {
        Optional<Bar> bar = bars.of(client, now, one -> concerns(one, question, client));
        boolean listed =
                bar.filter(one -> !Intrusion.isByHand(one)).isPresent()
                        && whiteLists.covers(client, settings.allow().whiteLists());
        return listed ? bars.of(client, now, Intrusion::isByHand) : bar;
    }

    private static boolean isBeforeLogin(Question question, Stage stage) {
        return !question.hasAccount()
                && switch (stage) {
                    case CONNECT, HELO, MAIL, RCPT, END_OF_MESSAGE, QUESTION -> true;
                    case LOGIN_BEFORE, LOGIN_AFTER, DATA -> false;
                };
    }

    private boolean isAllowed(Question question, ClientAddress client) {
        PolicyRequest request = question.request();
        AllowList allow = settings.allow();
        if (allow.covers(client) || allow.coversName(request.client().name())) {
            return true;
        }
        return switch (request.stage()) {
            case LOGIN_BEFORE -> allow.coversLogin(question.account());
            case RCPT, END_OF_MESSAGE ->
                    allow.coversMail(request.envelope().sender(), request.envelope().recipients());
            default -> allow.waitsForRecipients();
        };
    }

    private boolean concerns(Bar bar, Question question, ClientAddress client) {
        if (!Intrusion.isInForce(bar)) {
            return false;
        }
        if (Intrusion.isByHand(bar)) {
            return true;
        }
        return switch (question.request().stage()) {
            case LOGIN_BEFORE ->
                    !familiar.isAtHome(question.account(), client)
                            && (isForGuessing(bar) || !familiar.isSomebodysHome(client));
            case RCPT, END_OF_MESSAGE -> true;
            default -> !familiar.isSomebodysHome(client);
        };
    }

    /**
     * What else a machine of an office does is no reason to keep a new employee from logging in.
     */
    static boolean isForGuessing(Bar bar) {
        return bar.ground().equals(Character.toString(Ground.FAILED_LOGINS.letter()));
    }

    private Decision refused(Bar bar, Stage stage) {
        String who =
                switch (bar.whom()) {
                    case Barred.Clients(var network) -> network + " is barred";
                    case Barred.Strangers _ -> "this login is kept from unknown networks";
                };
        String text =
                who
                        + " until "
                        + bar.until().truncatedTo(ChronoUnit.SECONDS)
                        + " ("
                        + bar.ground()
                        + ": "
                        + Ground.of(bar.ground()).map(Ground::text).orElse("barred")
                        + ")";
        boolean hangUp = settings.hangUp() && stage != Stage.LOGIN_BEFORE;
        Reason reason =
                Reason.of(RULE + bar.ground(), hangUp ? "4.7.0" : "5.7.0", text)
                        .withCode(bar.code());
        return hangUp ? new Decision.Defer(reason) : new Decision.Reject(reason);
    }
}
