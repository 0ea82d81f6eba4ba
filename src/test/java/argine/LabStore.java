// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Where the lab's Dovecot has its accounts, and all of it that containing may change. */
interface LabStore {

    /** What {@code argine contain} is told beside the folders of the lab. */
    List<String> options();

    /** Every byte of it, and of the deny lists. */
    List<String> kept() throws IOException, SQLException;

    /** The lab as it starts: a passwd-file. */
    static LabStore passwdFile(Path dovecot) {
        return new LabStore() {
            @Override
            public List<String> options() {
                return List.of();
            }

            @Override
            public List<String> kept() throws IOException {
                return files(dovecot);
            }

            @Override
            public String toString() {
                return "passwd-file";
            }
        };
    }

    /** Bytes, owner and mode of every file that containing may change. */
    static List<String> files(Path dovecot) throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : List.of("users", "deny", "deny-sending")) {
            Path file = dovecot.resolve(name);
            files.add(
                    Files.getOwner(file)
                            + " "
                            + Files.getAttribute(file, "unix:gid")
                            + " "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + " "
                            + Files.readString(file));
        }
        return files;
    }
}
