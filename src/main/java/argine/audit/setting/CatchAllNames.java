// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import argine.server.Configuration.CatchAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every name of a domain has mail here, invented ones too, as recipient and as sender.
 *
 * <p>A domain that leads to another, {@code @old.example @new.example}, is one too: what does not
 * exist there bounces after it was taken (virtual(5)).
 */
final class CatchAllNames implements LaxSetting {
    private static final int SHOWN = 5;

    @Override
    public Stream<Finding> look(Configuration all) {
        List<CatchAll> found = all.catchAlls();
        return found.isEmpty() ? Stream.empty() : Stream.of(finding(found));
    }

    private static Finding finding(List<CatchAll> found) {
        Map<String, List<CatchAll>> tables =
                found.stream()
                        .collect(
                                Collectors.groupingBy(
                                        CatchAll::table, LinkedHashMap::new, Collectors.toList()));
        return new Finding(
                Severity.MEDIUM,
                "postfix",
                joined(found.stream().map(CatchAll::parameter), ", "),
                joined(
                        tables.entrySet().stream()
                                .map(each -> each.getKey() + ": " + names(each.getValue())),
                        "; "),
                "mail to invented names is taken, and bounced to whoever was forged when it cannot"
                        + " be passed on; and invented names count as senders that exist",
                "the names that exist, each with a line of its own",
                "# write the names that exist instead of "
                        + joined(
                                tables.entrySet().stream()
                                        .map(
                                                each ->
                                                        names(each.getValue())
                                                                + " in "
                                                                + path(each.getKey())),
                                "; ")
                        + ", then: "
                        + joined(tables.keySet().stream().map(CatchAllNames::anew), " && "));
    }

    private static String joined(Stream<String> each, String between) {
        return each.distinct().collect(Collectors.joining(between));
    }

    private static String names(List<CatchAll> found) {
        String shown =
                found.stream()
                        .limit(SHOWN)
                        .map(each -> each.name() + " " + each.target())
                        .collect(Collectors.joining(", "));
        int more = found.size() - SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static String path(String table) {
        return table.substring(table.indexOf(':') + 1);
    }

    /** What Postfix takes up by itself once it is made, and what it reads only at its start. */
    private static String anew(String table) {
        return table.startsWith("texthash:") ? "postfix reload" : "postmap " + table;
    }
}
