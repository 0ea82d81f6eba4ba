// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Sighting;

/** In this campaign, named by its number or by the queue ID of any message in it. */
record OfCampaign(String name) implements Condition {
    @Override
    public boolean holds(Sighting sighting) {
        return sighting.campaign().filter(campaign -> campaign.isCalled(name)).isPresent();
    }

    @Override
    public String words() {
        return "campaign " + name;
    }

    @Override
    public boolean namesWho() {
        return true;
    }

    @Override
    public boolean needsContent() {
        return true;
    }
}
