// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;
import java.util.function.Predicate;

/** A parameter of Postfix's that matters where users log in, as that service has it. */
record LoginValue(
        Severity severity,
        String name,
        String otherwise,
        Predicate<String> lax,
        String safe,
        String why)
        implements LaxSetting {

    @Override
    public Optional<Finding> look(Configuration all) {
        return Submission.first(
                all,
                service ->
                        lax.test(service.value(name, otherwise))
                                ? Optional.of(service.finding(severity, name, why, safe))
                                : Optional.empty());
    }
}
