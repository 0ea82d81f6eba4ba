// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.guard.Channel;
import argine.guard.replay.Learning;
import argine.server.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a log taught.
 *
 * @param accounts how many sent something
 * @param close limits close to habits, where they were asked for
 * @param misused accounts that taught nothing, being in a stranger's hands
 */
record Learned(
        int accounts,
        List<Learning.Proposal> proposals,
        List<Learning.Usual> usual,
        Optional<Close> close,
        Set<String> misused,
        Reading reading) {
    /**
     * How close the limits are drawn, and which they are then.
     *
     * @param channels that have the same limits for an account
     */
    record Close(Learning.Measure measure, Learning.Tightened limits, List<Channel> channels) {
        Close {
            channels = List.copyOf(channels);
        }
    }

    Learned {
        proposals = List.copyOf(proposals);
        usual = List.copyOf(usual);
        misused = Set.copyOf(misused);
    }
}
