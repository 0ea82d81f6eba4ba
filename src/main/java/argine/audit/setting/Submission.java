// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.audit.setting.Restrictions.Client;
import argine.audit.setting.Restrictions.Step;
import argine.server.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of Postfix's through which mail comes in by SMTP, with the parameters as it has them;
 * where none is known, all that main.cf says.
 *
 * <p>Whatever its name or port, one that takes logins is a door for the thief of a password.
 */
record Submission(Configuration all, String service) {
    static final String MAIN = "";
    private static final String POLICY = "check_policy_service";
    private static final String OWN_PORT =
            "# mail from outside comes in here too and would suffer: let users log in at a service of"
                    + " their own alone, submission, and set there: ";
    private static final String NO = "no";
    private static final String YES = "yes";

    /** The lists that are gone through where login, sender and recipient are known. */
    private static final List<String> LATE =
            List.of("sender", "relay", "recipient", "data", "end_of_data");

    private static final List<String> EARLY = List.of("client", "helo");

    /** What refuses recipients elsewhere. */
    static final Set<String> RELAYING =
            Set.of("reject_unauth_destination", "defer_unauth_destination", "check_relay_domains");

    private static final Pattern LISTS =
            Pattern.compile("smtpd_(?:[a-z_]+_restrictions|restriction_classes|delay_reject)");
    private static final String OLDEST_RELAY =
            "permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination";

    /** Every service that takes mail by SMTP. */
    static Stream<Submission> services(Configuration all) {
        if (!all.hasPostfix()) {
            return Stream.empty();
        }
        return (all.services().isEmpty() ? Stream.of(MAIN) : all.services().keySet().stream())
                .map(service -> new Submission(all, service));
    }

    /** Each one that takes logins; one that turns away all but mynetworks afterwards is none. */
    static Stream<Submission> doors(Configuration all) {
        return services(all)
                .filter(
                        service ->
                                service.is("smtpd_sasl_auth_enable", NO, YES)
                                        && service.reached(Client.THIEF).stream()
                                                .noneMatch(Step::refusesAll));
    }

    /** Each one through which a login gets mail out, to recipients elsewhere. */
    static Stream<Submission> outgoing(Configuration all) {
        return doors(all).filter(door -> !door.meets(step -> RELAYING.contains(step.name())));
    }

    /** What all services are told of a parameter, and each one that is told otherwise. */
    static Stream<Submission> told(Configuration all, String name) {
        Stream<String> others =
                all.services().entrySet().stream()
                        .filter(service -> service.getValue().containsKey(name))
                        .map(Map.Entry::getKey);
        return all.hasPostfix()
                ? Stream.concat(Stream.of(MAIN), others).map(each -> new Submission(all, each))
                : Stream.empty();
    }

    /** All that go by the lists of main.cf, as one; and each one that has lists of its own. */
    static Stream<Submission> byRestrictions(Configuration all) {
        return services(all)
                .map(each -> each.hasOwnLists() ? each : new Submission(all, MAIN))
                .distinct();
    }

    boolean isTold(String name) {
        return all.services().getOrDefault(service, Map.of()).containsKey(name);
    }

    private boolean hasOwnLists() {
        return all.services().getOrDefault(service, Map.of()).keySet().stream()
                .anyMatch(LISTS.asMatchPredicate());
    }

    String value(String name, String otherwise) {
        return service.isEmpty()
                ? all.postfix(name, otherwise)
                : all.postfix(service, name, otherwise);
    }

    boolean is(String name, String otherwise, String wanted) {
        return value(name, otherwise).equalsIgnoreCase(wanted);
    }

    /** The restrictions that this client meets, of all the lists in which they can refuse him. */
    List<Step> reached(Client client) {
        boolean delayed = is("smtpd_delay_reject", YES, YES);
        return Stream.concat(delayed ? EARLY.stream() : Stream.of(), LATE.stream())
                .flatMap(stage -> reached(stage, client).stream())
                .toList();
    }

    private List<Step> reached(String stage, Client client) {
        String name = "smtpd_" + stage + "_restrictions";
        List<String> classes = Restrictions.words(value("smtpd_restriction_classes", ""));
        return new Restrictions(
                        name,
                        value(name, stage.equals("relay") ? relayOtherwise() : ""),
                        word -> classes.contains(word) ? value(word, "") : "")
                .reached(client);
    }

    /** Before compatibility level 1 the list that guards against relaying was empty. */
    private String relayOtherwise() {
        boolean old = is("compatibility_level", "0", "0");
        boolean elsewhere = !value("smtpd_recipient_restrictions", "").isEmpty();
        return old && elsewhere ? "" : OLDEST_RELAY;
    }

    /** What asks a policy service, as far as the thief of a password gets there. */
    List<String> policyServices() {
        return reached(Client.THIEF).stream()
                .filter(step -> step.name().equals(POLICY) && !step.warnsOnly())
                .map(Step::argument)
                .toList();
    }

    /** Whether the thief meets one of these restrictions, which refuse what they do not like. */
    boolean meets(Predicate<Step> wanted) {
        return reached(Client.THIEF).stream()
                .anyMatch(step -> !step.warnsOnly() && wanted.test(step));
    }

    /** Whether one of the lists has this word, wherever it stands. */
    boolean names(Predicate<String> wanted) {
        return Stream.concat(EARLY.stream(), LATE.stream())
                .map(stage -> value("smtpd_" + stage + "_restrictions", ""))
                .flatMap(list -> Restrictions.words(list).stream())
                .anyMatch(wanted);
    }

    /** Whether it listens to this host alone. */
    boolean isWithinHost() {
        return service.matches("(?:127\\.[0-9.]+|localhost|\\[::1\\]):.*");
    }

    /** Whether mail from outside comes in here too: port 25, also behind postscreen, or all. */
    boolean takesStrangers() {
        return service.isEmpty() || service.matches("(?:.*:)?(?:smtp|25)/inet|smtpd/pass");
    }

    /** The same of a value that strangers who send mail here would feel: bounces, big providers. */
    Finding findingForUsers(Severity severity, String setting, String why, String safe) {
        Finding finding = finding(severity, setting, why, safe);
        return takesStrangers() ? finding.by(OWN_PORT + setting + " = " + safe) : finding;
    }

    Finding finding(Severity severity, String setting, String why, String safe) {
        String value = value(setting, "");
        return service.isEmpty()
                ? Finding.postfix(severity, setting, value, why, safe)
                : Finding.service(severity, service, setting, value, why, safe);
    }
}
