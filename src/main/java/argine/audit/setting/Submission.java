// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The service through which users send, where the thief sends too: 587, 465, or port 25. */
record Submission(Configuration all, String service) {
    static final String MAIN = "";

    /** Looks at each service that lets users log in; the first finding stands for all. */
    static Optional<Finding> first(
            Configuration all, Function<Submission, Optional<Finding>> look) {
        return services(all)
                .map(service -> look.apply(new Submission(all, service)))
                .flatMap(Optional::stream)
                .findFirst();
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

    private static Stream<String> services(Configuration all) {
        if (!all.hasPostfix()) {
            return Stream.empty();
        }
        List<String> own = all.submissionServices();
        Stream<String> named = own.isEmpty() ? Stream.of(MAIN) : own.stream();
        return named.filter(
                service -> new Submission(all, service).is("smtpd_sasl_auth_enable", "no", "yes"));
    }

    String value(String name, String otherwise) {
        return service.isEmpty()
                ? all.postfix(name, otherwise)
                : all.postfix(service, name, otherwise);
    }

    boolean is(String name, String otherwise, String wanted) {
        return value(name, otherwise).equals(wanted);
    }

    /** All the lists of restrictions that a recipient or a sender passes through, as one text. */
    String restrictions() {
        return String.join(
                " ",
                value("smtpd_client_restrictions", ""),
                value("smtpd_sender_restrictions", ""),
                value("smtpd_relay_restrictions", ""),
                value("smtpd_recipient_restrictions", ""),
                value("smtpd_data_restrictions", ""),
                value("smtpd_end_of_data_restrictions", ""));
    }

    Finding finding(Severity severity, String setting, String why, String safe) {
        String value = value(setting, "");
        return service.isEmpty()
                ? Finding.postfix(severity, setting, value, why, safe)
                : Finding.service(severity, service, setting, value, why, safe);
    }
}
