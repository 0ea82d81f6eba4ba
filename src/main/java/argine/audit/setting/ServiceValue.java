// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A parameter of Postfix's that is lax for all services, or where master.cf tells one otherwise.
 */
record ServiceValue(
        Severity severity,
        String name,
        String otherwise,
        Predicate<String> lax,
        String safe,
        String why)
        implements LaxSetting {

    @Override
    public Optional<Finding> look(Configuration all) {
        return Submission.told(all, name)
                .filter(service -> lax.test(service.value(name, otherwise)))
                .findFirst()
                .map(service -> service.finding(severity, name, why, safe));
    }
}
