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

    /** A setting of Dovecot's; one within a block goes by its path, {@code passdb/args}. */
    static Finding dovecot(
            Severity severity, String setting, String value, String why, String safe) {
        int slash = setting.lastIndexOf('/');
        String place =
                slash < 0
                        ? "/etc/dovecot/local.conf"
                        : "the block " + setting.substring(0, slash) + " of dovecot.conf";
        String line = setting.substring(slash + 1) + " = " + safe;
        return new Finding(
                severity,
                "dovecot",
                setting,
                value,
                why,
                safe,
                "# write " + line + " in " + place + ", then: doveadm reload");
    }
}
