// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Brings logins into one form, so that {@code Bob@Corp.test} has no second budget beside {@code
 * bob@corp.test}.
 *
 * <p>Trimmed, NFC, lower case, the domain as an A-label and an alias domain as the one that it
 * stands for; a bare name gets the default realm; {@code user*master} is the user. What follows a
 * plus sign stays: whether two such logins are one is for the directory to say. A login of no known
 * form is kept as it is, and counted.
 *
 * @param realm what a bare name belongs to; empty when bare names stay bare
 * @param caseMatters whether {@code Bob} and {@code bob} are two people here
 */
public record Logins(String realm, boolean caseMatters, UnaryOperator<String> primaryDomain) {
    private static final char MASTER = '*';

    /** Characters of a name in the DNS, RFC 1035 section 2.3.4. */
    private static final int LONGEST = 255;

    public Login of(String raw) {
        String text = Normalizer.normalize(raw.strip(), Normalizer.Form.NFC);
        int star = text.indexOf(MASTER);
        return star > 0
                ? new Login(name(text.substring(0, star)), name(text.substring(star + 1)))
                : new Login(name(text), "");
    }

    private String name(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            String bare = folded(text);
            return realm.isEmpty() || bare.isEmpty() ? bare : bare + "@" + realm;
        }
        String domain = primaryDomain.apply(domain(text.substring(at + 1)));
        return folded(text.substring(0, at)) + "@" + domain;
    }

    private String folded(String local) {
        return caseMatters ? local : local.toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /** A domain in lower case as it stands in the DNS; what is no domain stays as it is. */
    public static String domain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (bare.length() > LONGEST || isAscii(bare)) {
            return bare;
        }
        try {
            return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (RuntimeException _) {
            return bare; // of a label that grows long it throws more than it documents
        }
    }
}
