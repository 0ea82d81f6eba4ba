// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.util.regex.Pattern;

/**
 * Who may connect to a UNIX socket: its group, and its permissions as {@code ls} shows them.
 *
 * @param group the group of the socket; empty leaves it to the system
 */
public record Access(String group, String permissions) {
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

    /** Its owner and its group. */
    public static final Access USUAL = new Access("", "rw-rw----");

    /** Reads a mode as {@code chmod} takes it, such as 0660. */
    public static Access of(String group, String mode) {
        if (!OCTAL.matcher(mode).matches()) {
            throw new IllegalArgumentException("not a mode: " + mode + " (such as 0660)");
        }
        StringBuilder permissions = new StringBuilder(9);
        mode.substring(mode.length() - 3)
                .chars()
                .map(c -> c - '0')
                .forEach(
                        bits ->
                                permissions
                                        .append((bits & 4) != 0 ? 'r' : '-')
                                        .append((bits & 2) != 0 ? 'w' : '-')
                                        .append((bits & 1) != 0 ? 'x' : '-'));
        return new Access(group, permissions.toString());
    }
}
