// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Question;
import java.util.Locale;

/** Who shares a limit. */
public enum Scope {
    ACCOUNT,
    DOMAIN,
    /** One client: an IPv4 address, or a /64 of IPv6. */
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

    /** The subject of an account's own limits. */
    public static String account(String account) {
        return "account:" + account;
    }
}
