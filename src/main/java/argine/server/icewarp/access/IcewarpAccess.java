// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.access;

import argine.server.Program;
import argine.server.access.RecordStore;
import argine.server.icewarp.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Who gets into an IceWarp, through its own command-line tool.
 *
 * <p>It has no call that lists or ends sessions, and its tool takes a password on its command line
 * only, where everybody on the host can read it: both are left to the administrator, in words.
 */
public final class IcewarpAccess {
    /** A property that every version knows; a tool that tells it can be asked. */
    private static final String KNOWN = "C_System_Storage_Dir_MailPath";

    private final Path root;
    private final Tool tool;

    /**
     * {@code root} is the folder in which IceWarp is installed.
     *
     * @throws IOException when its tool is not there or gives no answer, with why
     */
    public IcewarpAccess(Path root) throws IOException {
        this.root = root;
        this.tool = Tool.in(root).orElseThrow(() -> new IOException("no tool.sh in " + root));
        Program got = tool.run(List.of("get", "system", KNOWN));
        if (!got.said().matches("(?is)(?:.*\\n)?[ \\t]*" + KNOWN + "[ \\t]*:.*")) {
            throw new IOException(tool.program() + ": " + got.why());
        }
    }

    public RecordStore store() {
        return new AccountProperties(root, tool);
    }

    /** What is left to the administrator, with the tool or without. */
    public static List<String> advice() {
        return List.of(
                "Sessions: IceWarp has no call that ends them, and one that has logged in goes on"
                        + " sending. End them under Status > Sessions, or restart the SMTP service.",
                "Password: set a new one in the administration (Management > Users), not by the"
                        + " tool, whose command line everybody on the host can read.",
                "After that, and not before, for whoever logs in first may choose it:  ./tool.sh set"
                        + " account NAME u_passwordexpired 1   makes the owner choose one of their"
                        + " own.",
                "Second factor: if the account has one (./tool.sh get account NAME u_2f_enabled), it"
                        + " may be the thief's. Reset it in the administration, or by the call"
                        + " reset2factor of its API.");
    }
}
