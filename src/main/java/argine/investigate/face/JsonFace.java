// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Report;

/**
 * A report as JSON, for monitoring and scripts: the records as they are, component by component.
 *
 * <p>The keys are a contract. What may be absent is left out, never null. Times are ISO-8601 in
 * UTC.
 */
public final class JsonFace {
    private final Json json;

    private JsonFace(Json json) {
        this.json = json;
    }

    public static String json(Report report) {
        return Json.object(json -> new JsonFace(json).report(report));
    }

    private void report(Report report) {
        json.text("origin", report.origin());
        json.text("because", report.because());
        json.number("exit", report.exit());
        json.objects("cases", report.cases(), this::one);
        json.objects("unclear", report.unclear(), this::unclear);
        json.objects("cleared", report.cleared(), this::cleared);
        json.objects("refusedBy", report.refusedBy(), this::refusing);
        json.object("read", _ -> read(report.read()));
    }

    private void one(Case one) {
        json.text("id", one.id());
        json.text("origin", one.origin());
        json.text("account", one.account());
        json.text("program", one.program());
        json.text("sender", one.sender());
        json.text("because", one.because());
        json.confidence("confidence", one.confidence());
        json.text("grade", one.grade());
        json.text("entry", one.entry());
        json.text("entryBecause", one.entryBecause());
        json.texts("kinds", one.kinds());
        json.time("firstSeen", one.firstSeen());
        json.time("lastSeen", one.lastSeen());
        json.object("messages", _ -> messages(one.messages()));
        json.objects("sources", one.sources(), this::source);
        json.objects("ownSources", one.ownSources(), this::source);
        json.texts("alsoTouched", one.alsoTouched());
        json.objects("evidence", one.evidence(), this::evidence);
        json.objects("timeline", one.timeline(), this::moment);
        json.objects("hours", one.hours(), this::hour);
        json.counts("byStatus", one.byStatus());
        json.counts("topDomains", one.topDomains());
        json.counts("senders", one.senders());
        json.objects("campaigns", one.campaigns(), this::campaign);
        one.mailbox().ifPresent(read -> json.object("mailbox", _ -> mailbox(read)));
        json.texts("next", one.next());
        json.objects("guessers", one.guessers(), this::guesser);
        json.flag("sure", one.isSure());
    }

    private void messages(Case.Messages sent) {
        json.number("accepted", sent.accepted());
        json.number("recipients", sent.recipients());
        json.number("externalRecipients", sent.externalRecipients());
        json.number("delivered", sent.delivered());
        json.number("deferred", sent.deferred());
        json.number("bounced", sent.bounced());
        json.number("queued", sent.queued());
        json.number("bytes", sent.bytes());
        json.number("held", sent.held());
    }

    private void mailbox(Case.Mailbox read) {
        json.flag("shown", read.shown());
        json.number("logins", read.logins());
        json.number("bytes", read.bytes());
        json.texts("newNetworks", read.newNetworks());
    }

    private void source(Case.Source source) {
        json.text("address", source.address());
        json.text("network", source.network());
        json.number("messages", source.messages());
        json.number("logins", source.logins());
        json.number("failures", source.failures());
        json.text("country", source.country());
        json.text("organisation", source.organisation());
        json.time("firstSeen", source.firstSeen());
        json.time("lastSeen", source.lastSeen());
    }

    private void guesser(Case.Guesser guesser) {
        json.text("network", guesser.network());
        json.number("failures", guesser.failures());
    }

    private void evidence(Case.Evidence evidence) {
        json.text("kind", evidence.kind());
        json.text("strength", evidence.strength());
        json.text("signal", evidence.signal());
        json.text("claim", evidence.claim());
        json.objects("lines", evidence.lines(), this::line);
    }

    private void line(Case.Line line) {
        json.text("file", line.file());
        json.number("line", line.line());
        json.number("offset", line.offset());
        json.text("text", line.text());
    }

    private void moment(Case.Moment moment) {
        json.time("at", moment.at());
        json.text("what", moment.what());
    }

    private void hour(Case.Hour hour) {
        json.time("at", hour.at());
        json.number("accepted", hour.accepted());
        json.number("delivered", hour.delivered());
        json.number("deferred", hour.deferred());
        json.number("bounced", hour.bounced());
    }

    private void campaign(Case.Campaign campaign) {
        json.text("subject", campaign.subject());
        json.number("messages", campaign.messages());
        json.number("recipients", campaign.recipients());
    }

    private void unclear(Report.Unclear unclear) {
        json.text("account", unclear.account());
        json.objects("evidence", unclear.evidence(), this::evidence);
    }

    private void cleared(Report.Cleared cleared) {
        json.text("account", cleared.account());
        json.text("looksLike", cleared.looksLike());
        json.text("because", cleared.because());
    }

    private void refusing(Report.Refusing one) {
        json.text("domain", one.domain());
        json.text("host", one.host());
        json.number("answers", one.answers());
        json.time("firstSeen", one.firstSeen());
        json.time("lastSeen", one.lastSeen());
        json.time("takenSince", one.takenSince());
        json.flag("triedSince", one.triedSince());
        json.objects("lines", one.lines(), this::line);
    }

    private void read(Report.Read read) {
        json.number("lines", read.lines());
        json.number("unread", read.unread());
        json.number("queueMessages", read.queueMessages());
        json.time("from", read.from());
        json.time("to", read.to());
        json.texts("missing", read.missing());
        json.objects("files", read.files(), this::file);
        json.objects("unreadShapes", read.unreadShapes(), this::shape);
        json.text("recognised", read.recognised());
        json.text("unreadable", read.unreadable());
        json.text("blind", read.blind());
    }

    private void file(Report.File file) {
        json.text("name", file.name());
        json.number("bytes", file.bytes());
        json.number("lines", file.lines());
        file.seal()
                .ifPresent(
                        seal -> {
                            json.text("sha256", seal.sha256());
                            json.number("sha256Bytes", seal.bytes());
                        });
    }

    private void shape(Report.Shape shape) {
        json.text("shape", shape.shape());
        json.number("count", shape.count());
        json.text("example", shape.example());
    }
}
