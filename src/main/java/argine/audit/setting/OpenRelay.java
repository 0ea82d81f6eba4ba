// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.audit.setting.Restrictions.Client;
import argine.audit.setting.Restrictions.Step;
import argine.server.Configuration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nothing refuses mail from strangers to strangers: no password is needed at all.
 *
 * <p>What is said of main.cf stands for all services that go by its lists: one command closes them.
 */
final class OpenRelay implements LaxSetting {
    private static final String SETTING = "smtpd_relay_restrictions";
    private static final String SAFE =
            "permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination";

    @Override
    public Stream<Finding> look(Configuration all) {
        List<Submission> open = Submission.byRestrictions(all).filter(OpenRelay::isOpen).toList();
        boolean main = open.stream().anyMatch(service -> service.service().isEmpty());
        return open.stream()
                .filter(each -> !main || each.service().isEmpty() || each.isTold(SETTING))
                .map(OpenRelay::finding);
    }

    private static Finding finding(Submission service) {
        boolean inside = service.isWithinHost();
        return service.finding(
                inside ? Severity.LOW : Severity.HIGH,
                SETTING,
                inside
                        ? "whatever runs on this host sends to anybody without a login"
                        : "an open relay: strangers send to strangers without a login",
                SAFE);
    }

    /** A greeting can be left out, so what is done at HELO closes nothing. */
    private static boolean isOpen(Submission service) {
        return service.reached(Client.STRANGER).stream()
                .filter(step -> !step.stage().equals("smtpd_helo_restrictions"))
                .noneMatch(OpenRelay::refuses);
    }

    private static boolean refuses(Step step) {
        return !step.warnsOnly()
                && (step.refusesAll() || Submission.RELAYING.contains(step.name()));
    }
}
