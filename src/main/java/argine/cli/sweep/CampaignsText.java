// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.investigate.face.Grid;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import argine.investigate.face.Sheet;
import argine.investigate.face.Times;
import argine.investigate.face.Verdict;
import argine.mail.QueuedMessage;
import argine.sweep.Campaign;
import argine.sweep.Survey;
import java.util.List;

/** A queue as its campaigns: the first thing that an administrator wants to see. */
final class CampaignsText {
    private static final int MOST = 30;

    private CampaignsText() {}

    static String text(Survey survey, Sheet sheet, Times times, String again) {
        List<Campaign> campaigns = survey.campaigns();
        long grouped = campaigns.stream().mapToLong(c -> c.messages().size()).sum();
        sheet.verdict(
                new Verdict(
                        campaigns.isEmpty()
                                ? "NO CAMPAIGN"
                                : Numbers.of(campaigns.size())
                                        + (campaigns.size() == 1 ? " CAMPAIGN" : " CAMPAIGNS"),
                        " in "
                                + survey.summary().where()
                                + ": "
                                + Numbers.of(grouped)
                                + " of "
                                + Numbers.of(survey.summary().messages(), "message")
                                + (grouped == 1 ? " is" : " are")
                                + " nearly the same as others.",
                        false));
        sheet.gap();
        Grid grid = new Grid("rrlllll");
        grid.row("No.", "Messages", "One of them", "Sent by", "First", "Link", "Subject");
        campaigns.stream().limit(MOST).forEach(campaign -> row(grid, campaign, times));
        if (!campaigns.isEmpty()) {
            sheet.grid(grid);
        }
        if (campaigns.size() > MOST) {
            sheet.paragraph("and " + Numbers.of(campaigns.size() - MOST, "smaller one"));
        }
        survey.summary().trouble().forEach(sentence -> sheet.row("Not read", sentence));
        survey.summary().strange().ifPresent(said -> sheet.row("No message", said));
        if (!campaigns.isEmpty()) {
            sheet.heading("To see what holding one of them would do");
            sheet.command(
                    "argine sweep --campaign "
                            + campaigns.getFirst().messages().getFirst().message().queueId()
                            + again);
        }
        return sheet.toString();
    }

    private static void row(Grid grid, Campaign campaign, Times times) {
        QueuedMessage first = campaign.messages().getFirst().message();
        String owner = campaign.owners().keySet().iterator().next();
        int others = campaign.owners().size() - 1;
        grid.row(
                Integer.toString(campaign.number()),
                Numbers.of(campaign.messages().size()),
                first.queueId().text(),
                Plain.line(owner, 28) + (others > 0 ? " +" + Numbers.of(others) : ""),
                times.minute(first.arrival()),
                Plain.line(campaign.link(), 24),
                Plain.line(first.headers().subject(), 40)
                        + (campaign.isListMail() ? " (newsletter)" : ""));
    }
}
