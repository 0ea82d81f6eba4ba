// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.audit.setting.Restrictions.Client;
import argine.audit.setting.Restrictions.Step;
import argine.server.Configuration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whoever logs in may put any sender on the mail: then limits count the wrong account, and one
 * stolen password sends under a thousand names.
 *
 * <p>The comparison counts only where the thief comes to it: what stands behind {@code
 * permit_sasl_authenticated} in the same list is never done for a login.
 */
final class SenderIsNotTheLogin implements LaxSetting {
    private static final String SETTING = "smtpd_sender_restrictions";
    private static final String MAPS = "smtpd_sender_login_maps";
    private static final String KNOWN = "reject_known_sender_login_mismatch";
    private static final Set<String> ALL =
            Set.of("reject_sender_login_mismatch", "reject_authenticated_sender_login_mismatch");

    /** iRedAPD, which compares unless it is told not to. */
    private static final Pattern COMPARING = Pattern.compile("iredapd|:7777\\b");

    private static final String SAFE =
            "check_sender_access inline:{<>=REJECT}, reject_sender_login_mismatch";

    /** Where bounces come in, and mail from lists with senders of ours. */
    private static final String SAFE_FOR_STRANGERS = "reject_authenticated_sender_login_mismatch";

    private static final String ANY_NAME =
            "a stolen password may send under any name; whoever it is stays hidden";

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.outgoing(all).flatMap(door -> look(door).stream());
    }

    /** Whether this compares a sender with the login, if not every one. */
    static boolean compares(Step step) {
        return ALL.contains(step.name()) || step.name().equals(KNOWN);
    }

    private static Optional<Finding> look(Submission door) {
        boolean all = door.meets(step -> ALL.contains(step.name()));
        boolean some = all || door.meets(step -> step.name().equals(KNOWN));
        if (!some) {
            return Optional.of(none(door));
        }
        if (door.value(MAPS, "").isEmpty()) {
            String safe = "hash:/etc/postfix/sender_login";
            return Optional.of(
                    door.finding(
                            Severity.HIGH,
                            MAPS,
                            ANY_NAME + ": the table is empty that says whose a sender is",
                            safe));
        }
        if (!all) {
            return Optional.of(
                    lax(
                            door,
                            Severity.MEDIUM,
                            "a stolen password may send under any name of other servers: "
                                    + KNOWN
                                    + " compares only senders that are in "
                                    + MAPS));
        }
        boolean sparesHosts =
                door.reached(Client.THIEF).stream()
                        .filter(step -> ALL.contains(step.name()))
                        .allMatch(Step::sparesTrusted);
        return sparesHosts
                ? Optional.of(
                        lax(
                                door,
                                WideNetworks.isLoopback(door) ? Severity.LOW : Severity.MEDIUM,
                                "from hosts in mynetworks, webmail among them, a login may send"
                                        + " under any name: permit_mynetworks stands before the"
                                        + " comparison"))
                : Optional.empty();
    }

    private static Finding none(Submission door) {
        boolean behind =
                door.names(
                        word ->
                                compares(
                                        new Step(
                                                "",
                                                word.toLowerCase(Locale.ROOT),
                                                "",
                                                false,
                                                false)));
        Optional<String> mayBe = mayCompare(door);
        return lax(
                door,
                mayBe.map(SenderIsNotTheLogin::unless).orElse(Severity.HIGH),
                ANY_NAME
                        + (behind
                                ? ": the comparison stands behind what permits the login, or only"
                                        + " warns, so it is never done"
                                : door.value(MAPS, "").isEmpty() ? " (needs " + MAPS + ")" : "")
                        + mayBe.map(SenderIsNotTheLogin::notKnown).orElse(""));
    }

    private static Severity unless(String place) {
        return COMPARING.matcher(place.toLowerCase(Locale.ROOT)).find()
                ? Severity.LOW
                : Severity.MEDIUM;
    }

    /** A policy service that the thief meets and that may look at the sender. */
    static Optional<String> mayCompare(Submission door) {
        List<String> services = door.policyServices();
        return services.stream()
                .filter(place -> !Counting.ofService(place).equals(Counting.DOES_NOT))
                .findFirst();
    }

    static String notKnown(String place) {
        return "; that may be stopped by " + place + ", not known here";
    }

    private static Finding lax(Submission door, Severity severity, String why) {
        String before = door.value(SETTING, "");
        String safe = door.takesStrangers() ? SAFE_FOR_STRANGERS : SAFE;
        return door.finding(severity, SETTING, why, before.isEmpty() ? safe : safe + ", " + before);
    }
}
