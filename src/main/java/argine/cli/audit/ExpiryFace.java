// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.expiry.Expiries;
import argine.audit.expiry.Expiry;
import argine.audit.expiry.Notices.Notice;
import argine.audit.expiry.Notices.Outcome;
import argine.audit.policy.PasswordPolicy;
import argine.investigate.face.Json;
import argine.investigate.face.Plain;
import argine.mail.Plural;
import argine.server.Accounts;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/**
 * Whose password has expired or will soon, and who was written to, as text and as JSON.
 *
 * @param notices those that were asked for; one for each of the near ones, or none
 */
record ExpiryFace(
        PasswordPolicy policy,
        Expiries expiries,
        List<Notice> notices,
        Accounts.Listing listing,
        ZonedDateTime now,
        boolean sent) {
    private static final int MOST = 500;
    private static final int WIDTH = 34;
    private static final int LONGEST = 100;

    String json() {
        return Json.object(
                json -> {
                    json.number("expireAfterDays", policy.expireAfterDays());
                    json.number("notifyDays", policy.notifyDays());
                    json.objects("expired", expiries.over(), one -> expiry(json, one));
                    json.objects("expiring", expiries.near(), one -> expiry(json, one));
                    json.objects(
                            "notices",
                            notices,
                            one -> {
                                json.text("account", one.expiry().account());
                                json.text("outcome", words(one.outcome()));
                                json.text("why", one.why());
                            });
                    json.number("accounts", listing.accounts().size());
                    json.number("undated", expiries.undated());
                    json.texts("trouble", listing.trouble());
                });
    }

    private static void expiry(Json json, Expiry one) {
        json.text("account", one.account());
        json.time("expires", one.at());
    }

    String text() {
        StringBuilder text = new StringBuilder(verdict()).append('\n');
        section(text, "Expired", expiries.over().stream().map(this::line).toList());
        section(
                text,
                notices.isEmpty() ? "Expire soon" : sent ? "Written to" : "Would be written to",
                notices.isEmpty()
                        ? expiries.near().stream().map(this::line).toList()
                        : notices.stream().map(this::line).toList());
        section(text, "Trouble", listing.trouble());
        text.append('\n').append(undated());
        if (notices.stream().anyMatch(one -> one.outcome() == Outcome.WOULD_BE_WRITTEN)) {
            text.append("Nothing was sent. The same with --yes sends it.\n");
        }
        return text.toString();
    }

    private String verdict() {
        int over = expiries.over().size();
        return (over == 0 ? "No password has expired" : "EXPIRED: " + count(over))
                + "; "
                + count(expiries.near().size())
                + " will within "
                + Plural.of(policy.notifyDays(), "day")
                + ".";
    }

    private static String count(int accounts) {
        return Plural.of(accounts, "password");
    }

    private String undated() {
        return "Accounts of which nobody knows when their password was set: "
                + expiries.undated()
                + " of "
                + listing.accounts().size()
                + ".\n";
    }

    private String line(Notice notice) {
        String what =
                switch (notice.outcome()) {
                    case WRITTEN, WOULD_BE_WRITTEN -> "";
                    case WRITTEN_TODAY -> "; was written to today already";
                    case NOT_WRITTEN -> "; NOT WRITTEN: " + notice.why();
                };
        return line(notice.expiry()) + what;
    }

    private String line(Expiry one) {
        String name = Plain.line(one.account(), LONGEST);
        long days = one.days(now.toInstant());
        return name
                + " ".repeat(Math.max(2, WIDTH - name.length()))
                + one.at().atZone(now.getZone()).toLocalDate()
                + (one.isOver(now.toInstant()) ? ", days ago: " : ", days left: ")
                + days;
    }

    private static String words(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        lines.stream()
                .limit(MOST)
                .forEach(line -> text.append("    ").append(Plain.line(line, 300)).append('\n'));
        if (lines.size() > MOST) {
            text.append("    and ")
                    .append(lines.size() - MOST)
                    .append(" more: --format json has all\n");
        }
    }
}
