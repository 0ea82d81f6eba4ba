// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.audit.setting.Restrictions.Client;
import argine.audit.setting.Restrictions.Step;
import argine.server.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Postfix's own comparison of sender and login lets the null sender {@code <>} through.
 *
 * <p>A table of senders stops it only where it names it and the thief comes to it.
 */
final class NullSenderUnderLogin implements LaxSetting {
    private static final String SETTING = "smtpd_sender_restrictions";
    private static final String ACCESS = "check_sender_access";

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.outgoing(all)
                .filter(door -> door.meets(SenderIsNotTheLogin::compares))
                .flatMap(door -> look(door).stream());
    }

    private static Optional<Finding> look(Submission door) {
        String key = door.value("smtpd_null_access_lookup_key", "<>");
        List<Step> tables =
                door.reached(Client.THIEF).stream()
                        .filter(step -> step.name().equals(ACCESS) && !step.warnsOnly())
                        .toList();
        if (tables.stream().anyMatch(step -> says(door, step, key).equals(Access.REFUSES))) {
            return Optional.empty();
        }
        Optional<String> mayBe =
                tables.stream()
                        .filter(step -> says(door, step, key).equals(Access.UNKNOWN))
                        .map(Step::argument)
                        .findFirst()
                        .or(() -> SenderIsNotTheLogin.mayCompare(door));
        String before = door.value(SETTING, "");
        String safe = ACCESS + " inline:{" + key + "=REJECT}";
        return Optional.of(
                door.findingForUsers(
                        mayBe.isPresent() ? Severity.LOW : Severity.MEDIUM,
                        SETTING,
                        "the comparison with the login passes over the sender <>, so a thief sends"
                                + " as nobody"
                                + mayBe.map(SenderIsNotTheLogin::notKnown).orElse(""),
                        before.isEmpty() ? safe : safe + ", " + before));
    }

    private static Access says(Submission door, Step step, String key) {
        String answer = door.all().nullSenders().get(step.argument());
        return answer == null ? Access.of(step.argument(), key) : Access.ofAnswer(answer);
    }
}
