// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may connect to a UNIX socket: its owner, its group, and its permissions as {@code ls} shows
 * them.
 *
 * @param owner the owner of the socket; empty leaves it with who made it
 * @param group the group of the socket; empty leaves it to the system
 */
public record Access(String owner, String group, String permissions) {
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

    /** What this process may do, in hexadecimal; the lowest bit is CAP_CHOWN. */
    private static final Pattern CAPABILITIES =
            Pattern.compile("(?m)^CapEff:\\s*\\p{XDigit}*(\\p{XDigit})$");

    private static final Path SELF = Path.of("/proc/self/status");

    /** Its owner and its group. */
    public static final Access USUAL = new Access("", "", "rw-rw----");

    /** Reads a mode as {@code chmod} takes it, such as 0660. */
    public static Access of(String owner, String group, String mode) {
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
        return new Access(owner, group, permissions.toString());
    }

    /** What will keep a guard that this process' user starts from having it, a sentence each. */
    List<String> warnings() {
        List<String> all = new ArrayList<>();
        try {
            if (!owner.isEmpty()) {
                user(owner);
                if (!mayGiveAway() && !owner.equals(System.getProperty("user.name"))) {
                    all.add(onlyRoot(owner));
                }
            }
            if (!group.isEmpty()) {
                group(group);
            }
        } catch (IOException e) {
            all.add(String.valueOf(e.getMessage()));
        }
        return all;
    }

    static String onlyRoot(String owner) {
        return "only root, or a guard that has CAP_CHOWN, can give its sockets to "
                + owner
                + "; leave socket-owner out, and let "
                + owner
                + " in by socket-group";
    }

    static UserPrincipal user(String name) throws IOException {
        try {
            return people().lookupPrincipalByName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("socket-owner: there is no user " + name, e);
        }
    }

    static GroupPrincipal group(String name) throws IOException {
        try {
            return people().lookupPrincipalByGroupName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("socket-group: there is no group " + name, e);
        }
    }

    private static UserPrincipalLookupService people() {
        return FileSystems.getDefault().getUserPrincipalLookupService();
    }

    private static boolean mayGiveAway() throws IOException {
        return CAPABILITIES
                .matcher(Files.readString(SELF))
                .results()
                .anyMatch(found -> (Integer.parseInt(found.group(1), 16) & 1) != 0);
    }
}
