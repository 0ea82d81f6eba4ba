// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nothing limits how much a login sends: by morning it is a hundred thousand messages.
 *
 * <p>A program that is asked counts only where the thief comes to it, before whatever permits him.
 */
final class NoSendingLimit implements LaxSetting {
    private static final List<String> LIMITS =
            List.of("smtpd_client_message_rate_limit", "smtpd_client_recipient_rate_limit");

    private static final String MORE_THAN_A_THOUSAND = "0*[1-9][0-9]{3,}";

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.outgoing(all).flatMap(door -> look(door).stream());
    }

    private static Optional<Finding> look(Submission door) {
        List<String> services = door.policyServices();
        List<String> milters = Counting.milters(door);
        boolean limited =
                LIMITS.stream().anyMatch(name -> limits(door, name))
                        || services.stream()
                                .map(Counting::ofService)
                                .anyMatch(Counting.DOES::equals)
                        || milters.stream().map(Counting::ofMilter).anyMatch(Counting.DOES::equals);
        if (limited) {
            return Optional.empty();
        }
        Optional<String> service = Counting.mayBe(services, Counting::ofService);
        Optional<String> milter = Counting.mayBe(milters, Counting::ofMilter);
        Severity severity =
                service.isPresent()
                        ? Severity.LOW
                        : milter.isPresent() ? Severity.MEDIUM : Severity.HIGH;
        return Optional.of(
                door.findingForUsers(
                        severity, LIMITS.getLast(), why(service.or(() -> milter)), "100"));
    }

    /** One that a robot never comes up against in a minute is none. */
    private static boolean limits(Submission door, String name) {
        String value = door.value(name, "0");
        boolean perMinute = door.value("anvil_rate_time_unit", "60s").matches("60s?|1m");
        return !value.matches("0*") && !(perMinute && value.matches(MORE_THAN_A_THOUSAND));
    }

    private static String why(Optional<String> mayBe) {
        return mayBe.map(
                        place ->
                                "Postfix limits nothing of what one password sends; that may be"
                                        + " done by "
                                        + place
                                        + ", not known here")
                .orElse(
                        "nothing limits how much one password sends (this limit is per client and"
                                + " minute; a policy service limits per account)");
    }
}
