// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a user of the host, by name, can read a file, as its permissions and those of the folders
 * above it tell.
 *
 * <p>A deny list that the login process cannot read lets nobody in at all, so it is looked at
 * before anything is written.
 */
record ReadableBy(String user) {
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final Path GROUP = Path.of("/etc/group");
    private static final int GROUP_ID = 3;

    /** Nothing if it can; else why not. */
    Optional<String> trouble(Path file) throws IOException {
        if (user.equals("root")) {
            return Optional.empty();
        }
        Set<String> groups = groups();
        for (Path folder = file.toAbsolutePath().getParent();
                folder != null;
                folder = folder.getParent()) {
            if (!may(folder, groups, PosixFilePermission.OWNER_EXECUTE)) {
                return Optional.of(user + " may not enter " + folder);
            }
        }
        return may(file, groups, PosixFilePermission.OWNER_READ)
                ? Optional.empty()
                : Optional.of(user + " may not read " + file);
    }

    private boolean may(Path path, Set<String> groups, PosixFilePermission byOwner)
            throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        String right = byOwner.name().substring("OWNER".length());
        String who =
                attributes.owner().getName().equals(user)
                        ? "OWNER"
                        : groups.contains(attributes.group().getName()) ? "GROUP" : "OTHERS";
        return attributes.permissions().contains(PosixFilePermission.valueOf(who + right));
    }

    private Set<String> groups() throws IOException {
        String main = "";
        for (String line : Files.readAllLines(PASSWD)) {
            String[] fields = line.split(":", -1);
            main = fields[0].equals(user) && fields.length > GROUP_ID ? fields[GROUP_ID] : main;
        }
        Set<String> groups = new HashSet<>();
        for (String line : Files.readAllLines(GROUP)) {
            String[] fields = line.split(":", -1);
            if (fields.length > GROUP_ID
                    && (fields[2].equals(main)
                            || Arrays.asList(fields[GROUP_ID].split(",", -1)).contains(user))) {
                groups.add(fields[0]);
            }
        }
        return groups;
    }
}
