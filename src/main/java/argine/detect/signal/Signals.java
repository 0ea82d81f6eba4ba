// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.List;
import java.util.stream.Stream;

/** The table of contents: every signal, by the kind of evidence it gives. */
public final class Signals {
    private final List<Signal> all;

    public Signals(Geography geography) {
        all =
                Stream.of(login(geography), envelope(), remote(), content(), persistence())
                        .flatMap(kind -> kind)
                        .toList();
    }

    private static Stream<Signal> login(Geography geography) {
        return Stream.of(
                new ManyNetworks(),
                new ManyCountries(geography),
                new ImpossibleTravel(geography),
                new NewProvider(geography),
                new NamelessClients(),
                new GuessedBefore(),
                new GuessedElsewhere(),
                new TriedOthers(),
                new SharedByStrangers(),
                new BotHostname(),
                new NewClientName(),
                new SendsWithoutReading(),
                new NewNetworks(),
                new WokeUp(),
                new ManyShortSessions(),
                new CredentialChecks(),
                new UnusualHours());
    }

    private static Stream<Signal> envelope() {
        return Stream.of(
                new ForgedSenders(),
                new OtherLocalSenders(),
                new NullSender(),
                new CrowdedMessages(),
                new RecipientSurge(),
                new NeverSeenRecipients(),
                new FreemailShare(),
                new SortedRecipients(),
                new NoReplies(),
                new TestMessage());
    }

    private static Stream<Signal> remote() {
        return Stream.of(new NoSuchRecipients(), new RefusedForPolicy(), new DeadAgain());
    }

    private static Stream<Signal> content() {
        return Stream.of(
                new NearDuplicates(),
                new SameSize(),
                new RepliesElsewhere(),
                new StrangeMessageIds(),
                new FillsTheQueue());
    }

    private static Stream<Signal> persistence() {
        return Stream.of(new SettingsChanged(), new MailboxCopied());
    }

    /** What all signals say about one account. */
    public List<Alarm> judge(Profile profile, Ledger ledger) {
        return all.stream().flatMap(signal -> signal.judge(profile, ledger).stream()).toList();
    }

    public List<Signal> all() {
        return all;
    }
}
