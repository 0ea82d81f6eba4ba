// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Standings;
import argine.detect.Story;
import argine.detect.Town;
import argine.detect.Trails;
import argine.mail.QueuedMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one signal says about one account, without the lines that prove it. */
record Heard(Kind kind, Strength strength, String claim) {

    static Optional<Heard> of(Signal signal, Story story, String account) throws IOException {
        return of(signal, story, List.of(), account);
    }

    static Optional<Heard> of(Signal signal, Story story, List<QueuedMessage> queue, String account)
            throws IOException {
        Ledger ledger = new Ledger(Town.own(), Set.of("x.test"));
        Trails trails = new Trails(ledger);
        story.log().read(trails::event);
        queue.forEach(trails::queued);
        trails.finish();
        new Standings(ledger).judge();
        Profile profile =
                ledger.profiles().stream()
                        .filter(p -> p.name().equals(account))
                        .findFirst()
                        .orElseThrow();
        return signal.judge(profile, ledger).map(Heard::of);
    }

    private static Heard of(Alarm alarm) {
        return new Heard(alarm.kind(), alarm.strength(), alarm.claim());
    }

    static Optional<Heard> weak(Kind kind, String claim) {
        return Optional.of(new Heard(kind, Strength.WEAK, claim));
    }

    static Optional<Heard> strong(Kind kind, String claim) {
        return Optional.of(new Heard(kind, Strength.STRONG, claim));
    }

    /** Places that the test makes up: each 10.x network is another country and provider. */
    static Geography places() {
        return new Geography() {
            @Override
            public String country(argine.mail.ClientAddress address) {
                return "C" + part(address);
            }

            @Override
            public String organisation(argine.mail.ClientAddress address) {
                return "AS" + part(address);
            }

            @Override
            public java.util.OptionalDouble kilometres(
                    argine.mail.ClientAddress from, argine.mail.ClientAddress to) {
                return java.util.OptionalDouble.of(600.0 * Math.abs(part(from) - part(to)));
            }

            private static long part(argine.mail.ClientAddress address) {
                return address.low() >> 16 & 255;
            }
        };
    }
}
