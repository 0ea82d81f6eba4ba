// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Case.Evidence;
import argine.investigate.Case.Messages;
import argine.investigate.Case.Source;
import java.time.Duration;
import java.util.List;

/** One case on a page, from what happened to what to type. */
final class HtmlCase {
    private static final int NETWORKS = 20;
    private static final int ADDRESSES = 200;
    private static final int ADDRESS = 50;
    private static final int MOMENTS = 60;
    private static final int CAMPAIGNS = 20;
    private static final int SUBJECT = 200;
    private static final int TOUCHED = 100;

    private final Html html;
    private final Times times;
    private final Tables tables;
    private final String id;
    private final boolean part;

    /** {@code part} says that its figures are those of a part. */
    HtmlCase(Html html, Times times, String id, boolean part) {
        this.part = part;
        this.html = html;
        this.times = times;
        this.tables = new Tables(html, times);
        this.id = id;
    }

    /** What the case is called, in a heading and in a table of contents. */
    static String name(Case one) {
        return Wording.who(one).orElse("Account not known");
    }

    void put(Case one) {
        String style = Wording.isBreach(one.origin()) ? "breach" : "other";
        html.open("section", "class", style, "aria-labelledby", id).newline();
        html.open("h2", "id", id).text(name(one));
        html.put("small", Plain.line(one.id(), 40) + ", " + Wording.title(one.origin())).end("h2");
        glance(one);
        facts(one);
        next(one.next());
        timeline(one.timeline());
        hours(one);
        networks(one);
        campaigns(one.campaigns());
        html.open("div", "class", "pairs").newline();
        tables.counts("What the other servers answered", "Code", one.byStatus(), true);
        tables.counts("Where the mail went", "Domain", one.topDomains(), false);
        tables.counts("Whose name it bore", "Sender", one.senders(), false);
        html.end("div");
        proved(one.evidence());
        touched(one.alsoTouched());
        html.end("section");
    }

    private void glance(Case one) {
        Messages sent = one.messages();
        if (Wording.isEmpty(sent) && one.sources().isEmpty()) {
            return;
        }
        if (part) {
            html.put("p", "At least, for the log does not say who sent the rest:").newline();
        }
        html.open("dl", "class", "glance").newline();
        known("messages accepted", sent.accepted(), sent);
        known(
                "addresses, " + Numbers.of(sent.externalRecipients()) + " elsewhere",
                sent.recipients(),
                sent);
        known("delivered", sent.delivered(), sent);
        known("deferred", sent.deferred(), sent);
        known("bounced", sent.bounced(), sent);
        known("still in the queue", sent.queued(), sent);
        if (sent.held() > 0) {
            known("held", sent.held(), sent);
        }
        number("client addresses", one.sources().size());
        number("networks", one.sources().stream().map(Source::network).distinct().count());
        html.end("dl");
    }

    private void known(String name, long value, Messages sent) {
        if (Wording.isKnown(sent, value)) {
            number(name, value);
        }
    }

    private void number(String name, long value) {
        html.open("div").put("dt", name).put("dd", Numbers.of(value)).end("div");
    }

    private void facts(Case one) {
        html.open("dl", "class", "facts").newline();
        fact("When", when(one));
        fact("How sure", Wording.sure(one) + ", " + said(one.grade(), Wording.grade(one)));
        fact("Kinds of evidence", Wording.list(one.kinds(), 9));
        if (Wording.isBreach(one.origin())) {
            fact("How got in", said(Wording.entryShort(one.entry()), one.entryBecause()));
        }
        fact("Mailbox read", Wording.mailbox(one));
        fact("Why", one.because());
        fact("Sent as", one.sender());
        fact("Volume", one.messages().bytes() == 0 ? "" : Numbers.bytes(one.messages().bytes()));
        html.end("dl");
    }

    private void fact(String name, String value) {
        if (!value.isBlank()) {
            html.put("dt", name).put("dd", value).newline();
        }
    }

    private static String said(String word, String reason) {
        return reason.isBlank() ? word : word + ": " + reason;
    }

    private String when(Case one) {
        String span = times.span(one.firstSeen(), one.lastSeen());
        if (one.firstSeen().isEmpty() || one.lastSeen().isEmpty()) {
            return span;
        }
        Duration length = Duration.between(one.firstSeen().get(), one.lastSeen().get());
        return length.isZero() ? span : span + " (" + Times.length(length) + ")";
    }

    private void next(List<String> commands) {
        if (commands.isEmpty()) {
            return;
        }
        html.put("h3", "What to do next").newline();
        html.open("pre", "tabindex", "0").open("code");
        commands.forEach(command -> html.text(command).newline());
        html.close("code").end("pre");
    }

    private void timeline(List<Case.Moment> moments) {
        if (moments.isEmpty()) {
            return;
        }
        html.put("h3", "What happened").newline().open("ol", "class", "time").newline();
        moments.stream()
                .limit(MOMENTS)
                .forEach(
                        m -> {
                            html.open("li")
                                    .put(
                                            "time",
                                            times.second(m.at()),
                                            "datetime",
                                            m.at().toString());
                            html.put("span", m.what()).end("li");
                        });
        html.end("ol");
        html.more(moments.size() - MOMENTS);
    }

    private void hours(Case one) {
        if (!one.hours().isEmpty()) {
            html.put("h3", "Hour by hour").newline();
            Chart.draw(one.hours(), id + "-chart", times, html);
        }
    }

    private void networks(Case one) {
        if (one.sources().isEmpty()) {
            return;
        }
        html.put("h3", "From where").newline();
        tables.networks(NetworkShare.of(one.sources(), 0), NETWORKS);
        addresses(one.sources());
        guessers(one.guessers());
        if (!one.ownSources().isEmpty()) {
            html.open("details").put("summary", "The owner's own networks, left alone").newline();
            tables.networks(NetworkShare.of(one.ownSources(), 0), NETWORKS);
            html.end("details");
        }
    }

    private void guessers(List<Case.Guesser> guessers) {
        if (!guessers.isEmpty()) {
            html.put("p", "Networks that only guessed, and sent nothing:").newline();
            tables.open("Guessers", "Network|key", "Failures|n");
            guessers.stream()
                    .limit(NETWORKS)
                    .forEach(
                            g ->
                                    tables.row(
                                            Plain.line(g.network(), ADDRESS),
                                            Numbers.of(g.failures())));
            tables.close(guessers.size() - NETWORKS);
        }
    }

    private void addresses(List<Source> sources) {
        html.open("details")
                .put("summary", Numbers.of(sources.size(), "address") + ", one by one")
                .newline();
        tables.open(
                "Addresses",
                "Address|key",
                "Messages|n",
                "Logins|n",
                "Failures|n",
                "First seen|key",
                "Last seen|key");
        sources.stream()
                .limit(ADDRESSES)
                .forEach(
                        s ->
                                tables.row(
                                        Plain.line(s.address(), ADDRESS),
                                        Numbers.of(s.messages()),
                                        Numbers.of(s.logins()),
                                        Numbers.of(s.failures()),
                                        s.firstSeen().map(times::second).orElse(""),
                                        s.lastSeen().map(times::second).orElse("")));
        tables.close(sources.size() - ADDRESSES);
        html.end("details");
    }

    private void campaigns(List<Case.Campaign> campaigns) {
        if (campaigns.isEmpty()) {
            return;
        }
        html.put("h3", "What was sent").newline();
        tables.open("Campaigns", "Subject", "Messages|n", "Recipients|n");
        campaigns.stream()
                .limit(CAMPAIGNS)
                .forEach(
                        c ->
                                tables.row(
                                        c.subject().isBlank()
                                                ? "(no subject)"
                                                : Plain.line(c.subject(), SUBJECT),
                                        Numbers.of(c.messages()),
                                        Numbers.of(c.recipients())));
        tables.close(campaigns.size() - CAMPAIGNS);
    }

    private void proved(List<Evidence> evidence) {
        if (!evidence.isEmpty()) {
            html.put("h3", "Evidence").newline();
            new HtmlEvidence(html).put(evidence);
        }
    }

    private void touched(List<String> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        html.put("h3", "Also touched").newline().open("ul", "class", "names").newline();
        accounts.stream().limit(TOUCHED).forEach(account -> html.put("li", account).newline());
        html.end("ul");
        html.more(accounts.size() - TOUCHED);
    }
}
