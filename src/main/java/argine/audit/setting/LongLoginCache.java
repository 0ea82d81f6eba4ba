// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Dovecot remembers for long which password was right: one that was changed by other means than
 * {@code argine contain} opens on from the cache.
 */
final class LongLoginCache implements LaxSetting {
    private static final long LONGEST_SECONDS = 300;
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})\\s*([a-z]*)");

    @Override
    public Stream<Finding> look(Configuration all) {
        String ttl = all.dovecot("auth_cache_ttl", "1 hour");
        boolean cached = !all.dovecot("auth_cache_size", "0").matches("0 *[a-zA-Z]*");
        return all.hasDovecot() && cached && isLong(ttl)
                ? Stream.of(
                        Finding.dovecot(
                                Severity.LOW,
                                "auth_cache_ttl",
                                ttl,
                                "a password that was changed opens so long, unless the cache is flushed",
                                "5 mins"))
                : Stream.empty();
    }

    /** Dovecot takes a bare number for seconds here, and any beginning of a unit's name. */
    private static boolean isLong(String time) {
        Matcher parts = TIME.matcher(time.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        String unit = parts.group(2);
        long seconds =
                switch (unit.isEmpty() ? 's' : unit.charAt(0)) {
                    case 's' -> 1;
                    case 'm' -> unit.startsWith("ms") || unit.startsWith("mil") ? 0 : 60;
                    case 'h' -> 3600;
                    case 'd' -> 86_400;
                    case 'w' -> 604_800;
                    default -> 0;
                };
        return Long.parseLong(parts.group(1)) * seconds > LONGEST_SECONDS;
    }
}
