// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A parameter of Postfix's that is lax for all services, or where master.cf tells one otherwise
 * that other hosts can reach.
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
    public Stream<Finding> look(Configuration all) {
        return Submission.told(all, name)
                .filter(service -> !service.isWithinHost())
                .filter(service -> lax.test(service.value(name, otherwise)))
                .map(service -> service.finding(severity, name, why, safe));
    }
}
