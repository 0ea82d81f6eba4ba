// SPDX-License-Identifier: Apache-2.0
package argine.guard.grey;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Stage;
import argine.guard.Stance;
import argine.guard.intrusion.WhiteLists;
import argine.guard.spf.SpfPasses;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.store.grey.Passage;
import argine.store.grey.Passages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts off mail without a login that comes from somebody new, and lets it in when they come again.
 *
 * <p>Asked at a recipient, or at the end of a message whose recipients are named (a milter), after
 * all rules: what one of them refuses leaves no trace here. Postmaster and abuse are never put off,
 * nor is this host. A client that was let in several times, at most once an hour counted, waits no
 * more. Of a domain whose mail is put off the SPF record is read meanwhile, so that it may come
 * again from another machine.
 */
public final class Greylist {
    /** What {@code argine why} is asked with: all who are put off read the same. */
    public static final String CODE = "greylist";

    private static final String RULE = "greylisting";
    private static final Set<String> ALWAYS = Set.of("postmaster", "abuse");
    private static final Duration ONCE = Duration.ofHours(1);

    private final Passages passages;
    private final InstantSource wall;
    private final Predicate<ClientAddress> sentSpam;
    private final WhiteLists whiteLists;
    private final SpfPasses spf;
    private volatile GreySettings settings = GreySettings.OFF;

    /**
     * @param sentSpam whether a client sent spam lately
     */
    public Greylist(
            Passages passages,
            InstantSource wall,
            Predicate<ClientAddress> sentSpam,
            WhiteLists whiteLists,
            SpfPasses spf) {
        this.passages = passages;
        this.wall = wall;
        this.sentSpam = sentSpam;
        this.whiteLists = whiteLists;
        this.spf = spf;
    }

    public void use(GreySettings next) {
        settings = next;
    }

    /** Whether a recipient may be written to now; remembers who asked. */
    public Decision judge(Question question) {
        GreySettings now = settings;
        PolicyRequest request = question.request();
        List<Address> recipients = request.envelope().recipients();
        boolean asked =
                !now.stance().isOff()
                        && !question.hasAccount()
                        && request.channel() == Channel.INBOUND
                        && (request.stage() == Stage.RCPT
                                || request.stage() == Stage.END_OF_MESSAGE);
        if (!asked || isSpared(request, now) || comesAgain(request.client().address(), now)) {
            return Decision.PASS;
        }
        boolean passes = true;
        for (Address recipient : recipients) {
            passes &= isSpared(request, recipient, now) || passes(recipient, request, now);
        }
        if (passes) {
            return Decision.PASS;
        }
        if (looksAtSpf(request, now)) {
            spf.ask(domain(request));
        }
        return later(now);
    }

    private boolean isSpared(PolicyRequest request, GreySettings now) {
        ClientAddress client = request.client().address();
        return now.allow().covers(client)
                || now.allow().coversName(request.client().name())
                || now.spfPass() && request.spf().equals("pass")
                || looksAtSpf(request, now) && spf.pass(client, domain(request))
                || now.adaptive() && !sentSpam.test(client)
                || whiteLists.covers(client, now.allow().whiteLists());
    }

    /** What the mail server found by SPF is not asked again. */
    private static boolean looksAtSpf(PolicyRequest request, GreySettings now) {
        return now.spfPass() && request.spf().isEmpty();
    }

    /** Whose SPF record says who may send this (RFC 7208, section 2.4). */
    private static String domain(PolicyRequest request) {
        Address sender = request.envelope().sender();
        return sender.isNull() ? request.client().helo().toLowerCase(Locale.ROOT) : sender.domain();
    }

    private static boolean isSpared(PolicyRequest request, Address recipient, GreySettings now) {
        return ALWAYS.contains(recipient.local())
                || now.allow().coversMail(request.envelope().sender(), List.of(recipient));
    }

    /** Whether a client that was let in often waits no more; then its coming is counted. */
    private synchronized boolean comesAgain(ClientAddress client, GreySettings now) {
        Instant moment = wall.instant();
        boolean often =
                now.autoAllow() > 0
                        && passages.of(Triplet.client(client))
                                .filter(one -> isCurrent(one, now, moment))
                                .filter(one -> one.passes() >= now.autoAllow())
                                .isPresent();
        if (often) {
            credit(client, now, moment);
        }
        return often;
    }

    private synchronized boolean passes(
            Address recipient, PolicyRequest request, GreySettings now) {
        String key = Triplet.of(request, recipient, now);
        Instant moment = wall.instant();
        boolean learns = now.stance() == Stance.WATCH;
        Passage before =
                passages.of(key)
                        .filter(one -> isCurrent(one, now, moment))
                        .orElseGet(() -> Passage.begun(key, moment));
        boolean waited = !moment.isBefore(before.first().plus(now.delay()));
        if (learns || before.isKnown() || waited) {
            passages.put(before.passed(moment));
            credit(request.client().address(), now, moment);
            return true;
        }
        if (before.first().equals(moment)) {
            passages.put(before);
        }
        return false;
    }

    /** Who was put off and did not come again in time, or was known too long ago, is new. */
    private static boolean isCurrent(Passage one, GreySettings now, Instant moment) {
        Duration lasts = one.isKnown() ? now.known() : now.pending();
        return !moment.isBefore(one.first().minus(ONCE)) && moment.isBefore(one.last().plus(lasts));
    }

    private void credit(ClientAddress client, GreySettings now, Instant moment) {
        String key = Triplet.client(client);
        Optional<Passage> before = passages.of(key).filter(one -> isCurrent(one, now, moment));
        boolean counts = before.isEmpty() || !moment.isBefore(before.get().last().plus(ONCE));
        if (counts) {
            passages.put(before.orElseGet(() -> Passage.begun(key, moment)).passed(moment));
        }
    }

    private static Decision later(GreySettings now) {
        return new Decision.Defer(
                Reason.of(RULE, now.hangUp() ? "4.7.0" : "4.7.1", now.text()).withCode(CODE));
    }

    /** Forgets who is nobody any more. */
    public void forget() {
        GreySettings now = settings;
        Instant moment = wall.instant();
        passages.forget(one -> !isCurrent(one, now, moment));
    }
}
