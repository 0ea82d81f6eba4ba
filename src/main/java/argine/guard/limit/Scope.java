// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Question;
import argine.mail.ClientAddress;
import java.util.Locale;
import java.util.Optional;

/** Who shares a limit. */
public enum Scope {
    ACCOUNT,
    DOMAIN,
    /** One client: an IPv4 address, or a /64 of IPv6; of its /48 more. */
    NETWORK,
    EVERYWHERE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Under which name a question counts; what has no domain is one by itself. */
    public String subject(Question question) {
        return switch (this) {
            case ACCOUNT -> account(question.payer());
            case DOMAIN ->
                    "domain:" + question.payer().substring(question.payer().lastIndexOf('@') + 1);
            case NETWORK -> "network:" + question.request().client().address().host();
            case EVERYWHERE -> "everywhere";
        };
    }

    /**
     * Where a scope is a network of IPv6, the one around it: who has a /48 has 65536 of /64, and
     * would have as many budgets.
     */
    Optional<String> around(Question question) {
        ClientAddress client = question.request().client().address();
        return this == NETWORK && !client.isV4() && !client.equals(ClientAddress.NONE)
                ? Optional.of("network:" + client.network())
                : Optional.empty();
    }

    /** The subject of an account's own limits. */
    public static String account(String account) {
        return "account:" + account;
    }
}
