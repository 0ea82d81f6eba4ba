// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.mail.Account;
import argine.server.access.Foothold;
import argine.server.access.Footholds;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The filter rules of accounts whose homes are where a pattern says, {@code /var/vmail/%d/%n}; no
 * program is asked, so it may be a copy.
 */
public final class HomeFootholds implements Footholds {
    private final String pattern;

    /** {@code %u} is the whole name, {@code %n} and {@code %d} are what is before and behind @. */
    public HomeFootholds(String pattern) throws IOException {
        this.pattern = pattern;
        if (!pattern.startsWith("/") || !pattern.matches("([^%]|%[und])*%[un]([^%]|%[und])*")) {
            throw new IOException(
                    "'" + pattern + "' names no homes; such as /var/vmail/%d/%n, or doveadm");
        }
    }

    @Override
    public List<Foothold> of(String account) throws IOException {
        String local = Account.localPart(account);
        String domain = account.substring(Math.min(account.length(), local.length() + 1));
        if (!isPlain(local) || !isPlain(domain) && !domain.isEmpty()) {
            throw new IOException("no name of a folder");
        }
        try {
            Path home =
                    Path.of(
                            pattern.replace("%u", "\0")
                                    .replace("%n", local)
                                    .replace("%d", domain)
                                    .replace("\0", account));
            return SieveFootholds.in(home, SievePlaces.USUAL);
        } catch (InvalidPathException e) {
            throw new IOException("no name of a folder", e);
        }
    }

    /** What leads out of the folder of homes is no name. */
    private static boolean isPlain(String part) {
        return !part.isEmpty()
                && part.indexOf('/') < 0
                && part.indexOf('%') < 0
                && !part.startsWith(".");
    }
}
