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
        boolean elsewhere = !doors.stream().allMatch(Submission::takesStrangers);
        return doors.stream()
                .filter(door -> elsewhere && door.takesStrangers())
                .map(
                        door ->
                                door.finding(
                                        Severity.MEDIUM,
                                        "smtpd_sasl_auth_enable",
                                        "passwords can be guessed on the port that everybody may"
                                                + " reach",
                                        "no"));
    }
}
