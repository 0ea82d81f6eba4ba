// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

/**
 * A setting that is lax.
 *
 * @param value what it is now
 * @param why why a thief likes it
 * @param safe what it should be
 * @param command what to type; or, where no command sets it, what to write and where
 */
public record Finding(
        Severity severity,
        String server,
        String setting,
        String value,
        String why,
        String safe,
        String command) {

    /** How much a thief gains by it. */
    public enum Severity {
        /** Opens a door. */
        HIGH,
        /** Keeps a door from closing. */
        MEDIUM,
        /** Makes it harder to see or to stop. */
        LOW
    }

    static Finding postfix(
            Severity severity, String setting, String value, String why, String safe) {
        return new Finding(
                severity, "postfix", setting, value, why, safe, postconf("-e", setting, safe));
    }

    /** The same for one service of master.cf, where postconf takes no blanks in a value. */
    static Finding service(
            Severity severity,
            String service,
            String setting,
            String value,
            String why,
            String safe) {
        return new Finding(
                severity,
                "postfix",
                service + "/" + setting,
                value,
                why,
                safe,
                postconf("-P", service + "/" + setting, safe.replaceAll("[,\\s]+", ",")));
    }

    private static String postconf(String option, String setting, String value) {
        return "postconf " + option + " '" + setting + "=" + value + "' && postfix reload";
    }

    static Finding dovecot(
            Severity severity, String setting, String value, String why, String safe) {
        return new Finding(
                severity,
                "dovecot",
                setting,
                value,
                why,
                safe,
                "# write "
                        + setting
                        + " = "
                        + safe
                        + " in /etc/dovecot/local.conf, then: doveadm reload");
    }
}
