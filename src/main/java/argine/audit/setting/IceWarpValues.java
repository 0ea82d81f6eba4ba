// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static argine.audit.setting.Finding.Severity.HIGH;
import static argine.audit.setting.Finding.Severity.LOW;
import static argine.audit.setting.Finding.Severity.MEDIUM;
import static argine.audit.setting.Value.icewarp;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The properties of an IceWarp that are looked at. Their names and what 0 and 1 mean are the
 * vendor's; what a version has for a default is not known, so one that is not told is not judged.
 */
final class IceWarpValues {
    static final List<Value> ALL =
            List.of(
                    on(
                            HIGH,
                            "C_Mail_Security_Relay_RelayMode",
                            "an open relay: strangers send to strangers without a login"),
                    on(
                            HIGH,
                            "C_Mail_Security_Protection_RejectSMTPAuthSender",
                            "a stolen password may send under any name, and limits count nobody"),
                    on(
                            HIGH,
                            "C_Accounts_Global_Domains_UseDomainLimits",
                            "no domain has a limit, whatever limits are set for it"),
                    on(
                            HIGH,
                            "C_Accounts_Global_Domains_UseUserLimits",
                            "no account has a limit, whatever limits are set for it"),
                    on(
                            HIGH,
                            "C_Accounts_Policies_Pass_Enable",
                            "any password is taken, the user name too"),
                    on(
                            HIGH,
                            "C_Accounts_Policies_Pass_UserAlias",
                            "passwords that equal the user name or an alias are taken"),
                    on(
                            MEDIUM,
                            "C_Accounts_Policies_Login_Enable",
                            "passwords can be guessed as fast as the line is"),
                    on(
                            MEDIUM,
                            "C_Mail_Security_Tarpit_Enable",
                            "intrusion prevention is off: no address is ever blocked"),
                    on(
                            MEDIUM,
                            "C_Mail_Security_Tarpit_Login",
                            "addresses that guess passwords are not blocked"),
                    on(
                            MEDIUM,
                            "C_Mail_Security_Tarpit_CrossSession",
                            "a robot that hangs up after each guess is never counted"),
                    on(
                            MEDIUM,
                            "C_Accounts_Policies_Auth_DisablePlain",
                            "passwords may cross the network readable"),
                    on(
                            MEDIUM,
                            "C_Mail_Security_Relay_RejectLocalUnauth",
                            "strangers may write to your people under your people's names"),
                    off(
                            MEDIUM,
                            "C_Mail_Security_Relay_POPSMTP",
                            "an address from which mail was read sends without a login, an office too"),
                    on(
                            LOW,
                            "C_Mail_Security_Protocols_DenyVRFY",
                            "strangers may ask which of your addresses exist"),
                    on(
                            LOW,
                            "C_Mail_Security_Protocols_DenyEXPN",
                            "strangers may ask who is behind a list or an alias"),
                    icewarp(
                            MEDIUM,
                            "C_System_Log_Services_SMTP",
                            Set.of("0", "2")::contains,
                            "4",
                            "the log holds no dialogue: after a theft nobody can tell whose login it"
                                    + " was"));

    /** What a domain and its accounts may send in a day; 0 is as much as they like. */
    static final List<String> LIMITS =
            List.of("D_NumberLimit", "D_VolumeLimit", "D_UserNumber", "D_UserMB");

    private IceWarpValues() {}

    /**
     * No domain has a limit, for itself or for its accounts, though limits are switched on. A limit
     * of an account's own is not seen.
     */
    static Stream<Finding> unlimited(Configuration all) {
        List<String> told = LIMITS.stream().flatMap(each -> all.icewarp(each).stream()).toList();
        return told.size() < LIMITS.size() || !told.stream().allMatch("0"::equals)
                ? Stream.empty()
                : Stream.of(
                        new Finding(
                                HIGH,
                                "icewarp",
                                "D_UserNumber",
                                "0",
                                "no domain limits what one of its accounts sends in a day, or what"
                                        + " all of them send",
                                "500",
                                "tool set domain \"*\" D_UserNumber 500"));
    }

    /** One that must be on. */
    private static Value on(Severity severity, String name, String why) {
        return icewarp(severity, name, "0"::equals, "1", why);
    }

    /** One that must be off. */
    private static Value off(Severity severity, String name, String why) {
        return icewarp(severity, name, "1"::equals, "0", why);
    }
}
