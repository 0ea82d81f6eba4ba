// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.stream.Stream;

/** The door for mail from outside also takes logins, where every robot of the world tries them. */
final class LoginOnPort25 implements LaxSetting {
    @Override
    public Stream<Finding> look(Configuration all) {
        List<Submission> doors = Submission.doors(all).toList();
        boolean elsewhere = !doors.stream().allMatch(LoginOnPort25::isForStrangers);
        return doors.stream()
                .filter(door -> elsewhere && isForStrangers(door))
                .map(
                        door ->
                                door.finding(
                                        Severity.MEDIUM,
                                        "smtpd_sasl_auth_enable",
                                        "passwords can be guessed on the port that everybody may"
                                                + " reach",
                                        "no"));
    }

    /** Port 25; with postscreen in front the service is handed its connections. */
    private static boolean isForStrangers(Submission door) {
        return door.service().matches("(?:.*:)?(?:smtp|25)/inet|smtpd/pass");
    }
}
