// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.AccountLines;
import argine.server.Accounts;
import argine.server.Program;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of an IceWarp on this host: its tool is asked for the export, which is read as it
 * comes and written nowhere, for there may be passwords in it.
 *
 * <p>A line without as many values as were asked for is passed over: values that have moved would
 * be taken for others.
 */
public final class ToolAccounts implements Accounts {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path root;
    private final List<String> columns;

    /** {@code columns} are the properties to ask for. */
    public ToolAccounts(Path root, List<String> columns) {
        this.root = root;
        this.columns = columns;
    }

    @Override
    public Listing list() throws IOException {
        Tool tool = Tool.needed(root, "export the accounts on the IceWarp host, see docs/audit.md");
        List<String> words = new ArrayList<>(List.of("export", "account", "*@*"));
        words.addAll(columns);
        Program export = tool.run(words, PATIENCE);
        Listing listing =
                AccountLines.read(
                        tool.program() + " export",
                        new StringReader(export.said()),
                        line -> AccountExport.exactly(line, columns));
        return export.exit() == 0 ? listing : failed(tool, export.exit(), listing);
    }

    /** What it says is not told, for there may be a password in it. */
    private static Listing failed(Tool tool, int exit, Listing listing) throws IOException {
        String what = tool.program() + " export ended with exit code " + exit;
        if (listing.accounts().isEmpty()) {
            throw new IOException(what + " and no account; run it by hand to see why");
        }
        List<String> trouble = new ArrayList<>(listing.trouble());
        trouble.add(what + "; what it printed until then was read");
        return new Listing(listing.accounts(), trouble);
    }
}
