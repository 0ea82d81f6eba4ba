// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.access.Administrators;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Who may enter every mailbox: the names in a passwd-file of Dovecot's master users. */
record MasterUsers(Path file) implements Administrators {

    @Override
    public String how() {
        return "Dovecot's master users in " + file;
    }

    @Override
    public List<String> around(String account) throws IOException {
        return new RewrittenFile(file)
                .read()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":", 2)[0])
                .map(
                        name ->
                                new String(
                                        name.getBytes(StandardCharsets.ISO_8859_1),
                                        StandardCharsets.UTF_8))
                .toList();
    }
}
