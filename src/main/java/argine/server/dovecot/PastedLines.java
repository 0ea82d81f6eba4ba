// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines that give a Dovecot its deny lists: to be pasted once, before the next theft. */
final class PastedLines {
    private PastedLines() {}

    /** For a configuration; {@code all} if it has no deny list that can be used. */
    static List<String> of(Path config, boolean all) {
        Path folder = config.toAbsolutePath().resolveSibling("");
        List<String> lines = new ArrayList<>();
        lines.add(
                all
                        ? "Dovecot has no deny list that can be used. To have one, type these lines"
                                + " and put the others before the first passdb in "
                                + config
                                + ", then reload:"
                        : "Dovecot has no deny list by service, so that an owner who may not send"
                                + " may not read either. To have one, type these lines and put the"
                                + " others before the first passdb in "
                                + config
                                + ", then reload:");
        if (all) {
            list(lines, folder.resolve("argine-deny"), "%Lu");
        }
        list(lines, folder.resolve("argine-deny-service"), "%Ls/%Lu");
        lines.add("  doveadm -c " + config + " reload");
        return lines;
    }

    private static void list(List<String> lines, Path file, String format) {
        lines.add("  install -o root -g dovecot -m 640 /dev/null " + file);
        lines.add("  passdb {");
        lines.add("    driver = passwd-file");
        lines.add("    deny = yes");
        lines.add("    args = username_format=" + format + " " + file);
        lines.add("  }");
    }
}
