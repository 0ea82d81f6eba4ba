// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.Gist;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups queued messages that are nearly the same text.
 *
 * <p>Texts are compared by their {@link Gist}. Measured on short spam, a Jaccard index of 0.3 found
 * every variant with a tenth of its words changed and matched no genuine message. At most {@value
 * #MOST} groups are kept; a message that fits none is then counted apart.
 */
public final class Campaigns {
    private static final int MOST = 32;

    /** Messages that are nearly the same. */
    public static final class Campaign {
        private final Gist gist;
        private QueueId speaker;
        private String subject;
        private boolean listMail;
        public long messages;
        public final LongSet recipients = new LongSet();

        private Campaign(Gist gist, QueueId speaker, String subject, boolean listMail) {
            this.gist = gist;
            this.speaker = speaker;
            this.subject = subject;
            this.listMail = listMail;
        }

        public String subject() {
            return subject;
        }

        public boolean isListMail() {
            return listMail;
        }

        /** The smallest queue ID speaks, because threads bring messages in any order. */
        private void said(QueueId by, String itsSubject, boolean itsListMail) {
            if (by.text().compareTo(speaker.text()) < 0) {
                speaker = by;
                subject = itsSubject;
                listMail = itsListMail;
            }
        }
    }

    private List<Campaign> campaigns = List.of();
    private long apart;

    /** Returns the group that it is in, if it is in one. */
    @Nullable Campaign add(QueuedMessage message) {
        Gist gist = message.gist();
        if (gist.equals(Gist.NONE)) {
            return null;
        }
        Campaign campaign = find(gist);
        String subject = message.headers().subject();
        boolean listMail = message.headers().listUnsubscribe();
        if (campaign == null) {
            if (campaigns.size() >= MOST) {
                apart++;
                return null;
            }
            campaign = new Campaign(gist, message.queueId(), subject, listMail);
            keep(campaign);
        }
        campaign.said(message.queueId(), subject, listMail);
        campaign.messages++;
        for (Address recipient : message.envelope().recipients()) {
            campaign.recipients.add(recipient.fingerprint());
        }
        return campaign;
    }

    /** A message has left; a group of which none is left makes room. */
    void remove(Campaign campaign, QueuedMessage message) {
        campaign.messages--;
        for (Address recipient : message.envelope().recipients()) {
            campaign.recipients.remove(recipient.fingerprint());
        }
        if (campaign.messages <= 0) {
            campaigns.remove(campaign);
        }
    }

    private void keep(Campaign campaign) {
        if (campaigns.isEmpty()) {
            campaigns = new ArrayList<>(2);
        }
        campaigns.add(campaign);
    }

    private @Nullable Campaign find(Gist gist) {
        for (Campaign campaign : campaigns) {
            if (campaign.gist.isLike(gist)) {
                return campaign;
            }
        }
        return null;
    }

    void addAll(Campaigns other) {
        apart += other.apart;
        for (Campaign theirs : other.campaigns) {
            Campaign ours = find(theirs.gist);
            if (ours == null && campaigns.size() >= MOST) {
                apart += theirs.messages;
                continue;
            }
            if (ours == null) {
                ours = new Campaign(theirs.gist, theirs.speaker, theirs.subject, theirs.listMail);
                keep(ours);
            }
            ours.said(theirs.speaker, theirs.subject, theirs.listMail);
            ours.messages += theirs.messages;
            ours.recipients.addAll(theirs.recipients);
        }
    }

    /** Largest first; of those of one size, as their queue IDs stand. */
    public List<Campaign> list() {
        return campaigns.stream()
                .sorted(
                        Comparator.comparingLong((Campaign one) -> -one.messages)
                                .thenComparing(one -> one.speaker.text()))
                .toList();
    }
}
