// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import java.util.List;

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

    /**
     * The same for one service of master.cf, where postconf takes no blanks in a value: commas
     * stand for them, or, where a word has some in braces, a parameter of its own for the value.
     */
    static Finding service(
            Severity severity,
            String service,
            String setting,
            String value,
            String why,
            String safe) {
        String place = service + "/" + setting;
        List<String> words = Restrictions.words(safe);
        String own = service.replaceAll("[^A-Za-z0-9]+", "_") + "_" + setting;
        String command =
                words.stream().anyMatch(word -> word.matches(".*\\s.*"))
                        ? "postconf -e "
                                + quoted(own + "=" + safe)
                                + " && "
                                + postconf("-P", place, "$" + own)
                        : postconf("-P", place, String.join(",", words));
        return new Finding(severity, "postfix", place, value, why, safe, command);
    }

    /** The same, of what of the value is meant. */
    Finding of(String part) {
        return new Finding(severity, server, setting, part, why, safe, command);
    }

    /** The same with another way to what is safe. */
    public Finding by(String other) {
        return new Finding(severity, server, setting, value, why, safe, other);
    }

    private static String postconf(String option, String setting, String value) {
        return "postconf " + option + " " + quoted(setting + "=" + value) + " && postfix reload";
    }

    /** As one word for a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
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
