// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.PasswordReport;
import argine.audit.PasswordReport.NotReadable;
import argine.audit.PasswordReport.Remark;
import argine.audit.PasswordReport.Shared;
import argine.audit.PasswordReport.Storage;
import argine.audit.PasswordReport.Weak;
import argine.audit.PolicyFindings;
import argine.audit.expiry.Expiry;
import argine.investigate.face.Json;
import argine.investigate.face.Plain;
import argine.mail.Plural;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An audit of passwords as text and as JSON. */
final class PasswordFace {
    private static final int MOST = 500;
    private static final int NAME = 100;
    private static final int NAMES = 300;

    private PasswordFace() {}

    static String json(PasswordReport report) {
        return Json.object(
                json -> {
                    json.objects("weak", report.weak(), weak -> weak(json, weak));
                    json.objects("notReadable", report.notReadable(), each -> hidden(json, each));
                    json.number("checked", report.checked());
                    json.objects("shared", report.shared(), each -> shared(json, each));
                    json.objects("storage", report.storage(), each -> storage(json, each));
                    json.objects("hygiene", report.hygiene(), each -> remark(json, each));
                    json.object("policy", policy -> policy(policy, report.policy()));
                    json.number("accounts", report.accounts());
                    json.number("unchanged", report.unchanged());
                    json.number("withoutPassword", report.withoutPassword());
                    json.number("cutShort", report.cutShort());
                    json.number("unfinished", report.unfinished());
                    json.number("guesses", report.guesses());
                    json.texts("trouble", report.trouble());
                });
    }

    private static void weak(Json json, Weak weak) {
        json.text("account", weak.account());
        json.text("rule", weak.rule());
        if (!weak.alias().isEmpty()) {
            json.text("alias", weak.alias());
        }
        json.text("scheme", weak.scheme());
    }

    private static void hidden(Json json, NotReadable each) {
        json.text("account", each.account());
        json.text("scheme", each.scheme());
        json.text("why", each.why());
    }

    private static void shared(Json json, Shared each) {
        json.texts("accounts", each.accounts());
        json.text("scheme", each.scheme());
        json.flag("guessed", each.guessed());
    }

    private static void storage(Json json, Storage each) {
        json.text("scheme", each.scheme());
        json.number("accounts", each.accounts());
        json.text("why", each.why());
    }

    private static void remark(Json json, Remark each) {
        json.text("account", each.account());
        json.text("what", each.what());
        json.text("advice", each.advice());
    }

    private static void policy(Json json, PolicyFindings policy) {
        json.objects(
                "breaks",
                policy.breaks(),
                breach -> {
                    json.text("account", breach.account());
                    json.texts("problems", breach.problems());
                });
        json.objects("expired", policy.expiries().over(), one -> expiry(json, one));
        json.objects("expiring", policy.expiries().near(), one -> expiry(json, one));
        json.number("undated", policy.expiries().undated());
        json.number("unknowable", policy.unknowable());
    }

    private static void expiry(Json json, Expiry one) {
        json.text("account", one.account());
        json.time("expires", one.at());
    }

    static String text(PasswordReport report) {
        StringBuilder text = new StringBuilder(4096);
        text.append(verdict(report)).append('\n');
        section(text, "Change these passwords now", lines(report.weak(), PasswordFace::line));
        section(
                text,
                "These accounts share a password; whoever learns one has all",
                lines(
                        report.shared(),
                        each ->
                                Plain.line(String.join(", ", each.accounts()), NAMES)
                                        + "   "
                                        + each.scheme()
                                        + (each.guessed() ? "   (guessed)" : "")));
        section(
                text,
                "These break the policy",
                lines(
                        report.policy().breaks(),
                        each -> name(each.account()) + String.join("; ", each.problems())));
        section(
                text,
                "These expire soon",
                lines(
                        report.policy().expiries().near(),
                        each -> name(each.account()) + "on " + day(each.at())));
        beside(text, report);
        section(text, "Trouble", lines(report.trouble(), line -> Plain.line(line, NAMES)));
        return text.append('\n').append(sums(report)).toString();
    }

    /** What is wrong apart from weak passwords. */
    private static void beside(StringBuilder text, PasswordReport report) {
        section(
                text,
                "How passwords are kept here",
                lines(
                        report.storage(),
                        each ->
                                pad(each.scheme(), 14)
                                        + Plural.of(each.accounts(), "account")
                                        + ": "
                                        + each.why()));
        section(
                text,
                "Accounts that robots try first",
                lines(
                        report.hygiene(),
                        each -> name(each.account()) + each.what() + "; " + each.advice()));
        section(
                text,
                "Not readable, so not checked",
                lines(
                        report.notReadable(),
                        each ->
                                name(each.account())
                                        + Plain.line(each.scheme() + " " + each.why(), NAME)
                                                .strip()));
    }

    private static String verdict(PasswordReport report) {
        int weak = report.weak().size();
        String found =
                weak == 0
                        ? "No password was guessed"
                        : "WEAK: "
                                + (weak == 1
                                        ? "the password of 1 account was guessed"
                                        : "the passwords of " + weak + " accounts were guessed");
        String of =
                " ("
                        + report.checked()
                        + " of "
                        + Plural.of(report.accounts(), "account")
                        + " checked)";
        return report.isFinished()
                ? found + of + "."
                : found + of + "; STOPPED before the end, run it again to go on.";
    }

    private static String line(Weak weak) {
        String alias = weak.alias().isEmpty() ? "" : " " + Plain.line(weak.alias(), NAME);
        return name(weak.account()) + weak.rule() + alias + "   " + weak.scheme();
    }

    /** In UTC, as the JSON has it. */
    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String name(String account) {
        return pad(Plain.line(account, NAME), 34);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(2, width - text.length()));
    }

    private static <T> List<String> lines(List<T> all, Function<T, String> line) {
        List<String> shown = new ArrayList<>(all.stream().limit(MOST).map(line).toList());
        if (all.size() > MOST) {
            shown.add("and " + (all.size() - MOST) + " more: --format json has all");
        }
        return shown;
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append('\n');
            lines.forEach(line -> text.append("    ").append(line).append('\n'));
        }
    }

    private static String sums(PasswordReport report) {
        StringBuilder text = new StringBuilder();
        text.append(Plural.of(report.guesses(), "guess")).append("; ");
        text.append(Plural.of(report.unchanged(), "account"))
                .append(" unchanged since an earlier run, ");
        text.append(report.withoutPassword()).append(" that no password opens.\n");
        if (report.cutShort() > 0) {
            text.append("Accounts of slow schemes on which only the likeliest guesses were tried: ")
                    .append(report.cutShort())
                    .append(" (all: --effort thorough)\n");
        }
        if (report.policy().unknowable() > 0) {
            text.append("Accounts of which a hash does not tell whether they keep the policy: ")
                    .append(report.policy().unknowable())
                    .append('\n');
        }
        if (report.policy().expiries().undated() > 0) {
            text.append("Accounts of which nobody knows when their password was set: ")
                    .append(report.policy().expiries().undated())
                    .append('\n');
        }
        if (report.unfinished() > 0) {
            text.append("Accounts left for the next run: ")
                    .append(report.unfinished())
                    .append('\n');
        }
        return text.toString();
    }
}
