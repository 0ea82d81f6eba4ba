// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which ways to log in Postfix offers once there is TLS: the same as without, unless it is told
 * otherwise.
 *
 * <p>{@code noplaintext} is for connections without TLS. Where it holds under TLS too, what is left
 * are ways for which passwords have to be kept readable.
 */
final class SaslOptions implements LaxSetting {
    private static final String WITHOUT_TLS = "smtpd_sasl_security_options";
    private static final String UNDER_TLS = "smtpd_sasl_tls_security_options";
    private static final String DEFAULT = "noanonymous";

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.doors(all).flatMap(SaslOptions::look);
    }

    private static Stream<Finding> look(Submission door) {
        String told = door.value(UNDER_TLS, "$" + WITHOUT_TLS);
        boolean same = told.startsWith("$");
        List<String> options = Restrictions.words(same ? door.value(WITHOUT_TLS, DEFAULT) : told);
        if (!same && !options.contains(DEFAULT)) {
            String why = "under TLS a login without a name counts as a login";
            return Stream.of(door.finding(Severity.HIGH, UNDER_TLS, why, DEFAULT));
        }
        return options.contains("noplaintext")
                ? Stream.of(
                        door.finding(
                                Severity.MEDIUM,
                                UNDER_TLS,
                                "under TLS too it asks for passwords to be kept so that they can be"
                                        + " read",
                                DEFAULT))
                : Stream.empty();
    }

    /** Whether no password crosses the network as it is where there is no TLS. */
    static boolean hidePasswords(Submission door) {
        return Restrictions.words(door.value(WITHOUT_TLS, DEFAULT)).contains("noplaintext");
    }
}
