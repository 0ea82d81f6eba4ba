// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.table;

import argine.server.Configuration;
import argine.server.postfix.AliasTable;
import java.io.IOException;
import java.nio.file.Path;

/** What table a word of Postfix's configuration names, and where the text of its copy is. */
final class Tables {
    private static final Path USUAL_PLACE = Path.of("/etc/postfix");
    private static final String USUAL_TYPE = "hash";
    private static final String PROXY = "proxy:";

    private Tables() {}

    /** One that is asked through a daemon, {@code proxy:hash:/path}, is listed without it. */
    static AliasTable listed(String name) throws IOException {
        String direct = name.startsWith(PROXY) ? name.substring(PROXY.length()) : name;
        return AliasTable.of(direct.startsWith("/") ? USUAL_TYPE + ":" + direct : direct)
                .filter(AliasTable::isListed)
                .orElseThrow(() -> new IOException("its kind can only be asked name by name"));
    }

    /** Where a file of a copied configuration is: beside it, or where it says. */
    static Path place(Path named, Path copy) {
        return Configuration.placeOf(named, USUAL_PLACE, copy);
    }
}
