// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A passdb {@code static} opens every account with any password, or with one for all.
 *
 * <p>Behind another passdb it may only add to what that one found ({@code skip = unauthenticated}),
 * and for a proxy it may be limited to some addresses ({@code allow_nets}).
 */
final class AnyPassword implements LaxSetting {
    private static final String PASSDB = "passdb";
    private static final String ARGS = "args";
    private static final Set<String> HARMLESS = Set.of("yes", "y");

    @Override
    public Stream<Finding> look(Configuration all) {
        return passdbs(all).stream()
                .filter(AnyPassword::opens)
                .map(
                        passdb ->
                                Finding.dovecot(
                                        Severity.HIGH,
                                        "passdb/args",
                                        shown(passdb.getOrDefault(ARGS, "")),
                                        "whoever logs in needs no password of the account's own",
                                        "nopassword=y allow_nets=127.0.0.1/32"));
    }

    private static List<Map<String, String>> passdbs(Configuration all) {
        List<Map<String, String>> found = new ArrayList<>();
        for (Map.Entry<String, String> entry : all.dovecot()) {
            String path = entry.getKey();
            if (path.equals(PASSDB)) {
                found.add(new HashMap<>());
            } else if (path.startsWith(PASSDB + "/") && !found.isEmpty()) {
                found.getLast().put(path.substring(PASSDB.length() + 1), entry.getValue());
            }
        }
        return found;
    }

    private static boolean opens(Map<String, String> passdb) {
        String args = passdb.getOrDefault(ARGS, "");
        return passdb.getOrDefault("driver", "").equals("static")
                && (args.contains("nopassword") || args.contains("password="))
                && !args.contains("allow_nets=")
                && !passdb.getOrDefault("skip", "").equals("unauthenticated")
                && !HARMLESS.contains(passdb.getOrDefault("deny", ""));
    }

    /** The one password for all is not told. */
    private static String shown(String args) {
        return args.replaceAll("(?<!no)password=\\S+", "password=...");
    }
}
