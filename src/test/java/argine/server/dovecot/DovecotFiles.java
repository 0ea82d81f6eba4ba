// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.access.AccountStore;
import argine.server.access.Hashing;
import argine.server.access.RecordStore;
import java.nio.file.Path;
import java.util.List;

/** Dovecot's files as stores, for tests that ask the same of every store. */
public final class DovecotFiles {
    private static final List<String> SERVICES = List.of("imap", "smtp", "submission");

    private DovecotFiles() {}

    public static AccountStore passwdFile(Path file, Hashing hashing) {
        return new PasswdFileStore(new RewrittenFile(file), new LookupKey("%Lu"), "CRYPT", hashing);
    }

    public static RecordStore denyList(Path file, String format) {
        return new DenyList(
                new RewrittenFile(file),
                new LookupKey(format),
                SERVICES,
                List.of("smtp", "submission"));
    }
}
