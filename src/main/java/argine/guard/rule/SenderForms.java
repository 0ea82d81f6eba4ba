// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import argine.guard.Logins;
import argine.mail.Address;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings addresses into the form in which owners are compared: no tag behind a plus sign, the
 * domain as an A-label, an alias domain as the one that it stands for.
 *
 * <p>A signature for bounces ({@code prvs=0123abcdef=rossi@corp.test}, BATV) is taken off. Of an
 * address that a forwarder rewrote ({@code SRS0=ab=cd=corp.test=rossi@forwarder.test}) {@link
 * #rewritten} gives the one inside.
 */
final class SenderForms {
    private static final Pattern BATV = Pattern.compile("prvs=[0-9a-f]{10}=(.+)");
    private static final Pattern SRS0 =
            Pattern.compile("srs0[=+-][^=]+=[^=]+=([^=]+)=(.+)", Pattern.CASE_INSENSITIVE);

    private final UnaryOperator<String> primaryDomain;

    SenderForms(UnaryOperator<String> primaryDomain) {
        this.primaryDomain = primaryDomain;
    }

    Address plain(Address address) {
        return new Address(unsigned(address.local()), domain(address.domain())).untagged();
    }

    private static String unsigned(String local) {
        if (!local.startsWith("prvs=")) {
            return local;
        }
        Matcher batv = BATV.matcher(local);
        return batv.matches() ? batv.group(1) : local;
    }

    String domain(String domain) {
        return domain.isEmpty() ? "" : primaryDomain.apply(Logins.domain(domain));
    }

    /** The address that a forwarder has put its own around, or the null sender when none. */
    Address rewritten(Address address) {
        Matcher srs = SRS0.matcher(address.local());
        return srs.matches() ? plain(new Address(srs.group(2), srs.group(1))) : Address.NULL_SENDER;
    }
}
