// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Campaigns;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.Optional;

/**
 * Many messages in the queue are nearly the same text, for different people.
 *
 * <p>Look-alikes: newsletters say how to unsubscribe, invoices come from the account's own network.
 * Where nothing is known of the owner it is a hint only.
 */
final class NearDuplicates implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        for (Campaigns.Campaign campaign : profile.suspect().campaigns.list()) {
            if (campaign.messages >= 20
                    && campaign.recipients.size() >= 20
                    && !campaign.isListMail()) {
                return alarm(
                        Kind.CONTENT,
                        profile.isWithoutPast() ? Strength.WEAK : Strength.STRONG,
                        campaign.messages
                                + " queued messages to "
                                + campaign.recipients.size()
                                + " people are nearly the same text: \""
                                + campaign.subject()
                                + "\"",
                        profile.suspect()
                                .notes
                                .firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED));
            }
        }
        return Optional.empty();
    }
}
