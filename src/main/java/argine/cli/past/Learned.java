// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.guard.replay.Learning;
import argine.server.Reading;
import java.util.List;
import java.util.Set;

/**
 * What a log taught.
 *
 * @param accounts how many sent something
 * @param misused accounts that taught nothing, being in a stranger's hands
 */
record Learned(
        int accounts,
        List<Learning.Proposal> proposals,
        List<Learning.Usual> usual,
        Set<String> misused,
        Reading reading) {
    Learned {
        proposals = List.copyOf(proposals);
        usual = List.copyOf(usual);
        misused = Set.copyOf(misused);
    }
}
