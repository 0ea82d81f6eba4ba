// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.mail.Address;
import argine.store.count.Counters;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a message weighs, as far as it is known: each recipient looked at by itself.
 *
 * @param external recipients elsewhere, each once
 * @param exempt recipients elsewhere who use up nothing; counted so that it can be seen
 * @param unlisted recipients whom the server counts and does not name; taken for external
 * @param size in bytes
 */
record Load(
        Set<Address> external,
        int internal,
        int exempt,
        int unlisted,
        long size,
        boolean nullSender,
        String name) {

    static Load of(
            Collection<Address> recipients,
            PolicyRequest request,
            Predicate<Address> isLocal,
            Set<Address> free) {
        Set<Address> external = new LinkedHashSet<>();
        Set<Address> distinct = new LinkedHashSet<>(recipients);
        int internal = 0;
        int exempt = 0;
        for (Address recipient : distinct) {
            if (isLocal.test(recipient)) {
                internal++;
            } else if (free.contains(recipient)) {
                exempt++;
            } else {
                external.add(recipient);
            }
        }
        Envelope envelope = request.envelope();
        int named =
                envelope.recipients().isEmpty() ? recipients.size() : envelope.recipients().size();
        boolean counted = envelope.recipients().isEmpty();
        int unlisted = Math.max(0, envelope.count() - named);
        return new Load(
                counted ? first(external, envelope.count()) : external,
                internal,
                exempt,
                unlisted,
                request.envelope().size(),
                request.envelope().sender().isNull() && request.hasLogin(),
                request.transaction().instance());
    }

    /** The server may have refused some after they were asked about. */
    private static Set<Address> first(Set<Address> external, int most) {
        return external.size() <= most
                ? external
                : external.stream()
                        .limit(most)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Recipients who count. */
    int recipients() {
        return external.size() + unlisted;
    }

    long amount(Unit unit) {
        boolean leaves = recipients() > 0;
        return switch (unit) {
            case RECIPIENTS -> recipients();
            case INTERNAL_RECIPIENTS -> internal;
            case EXEMPT_RECIPIENTS -> exempt;
            case MESSAGES -> leaves ? 1 : 0;
            case SIZE -> leaves ? (size + 1023) / 1024 : 0;
            case NULL_SENDERS -> nullSender ? 1 : 0;
            case DISTINCT_RECIPIENTS, NEW_RECIPIENTS, FAILED_RECIPIENTS, REFUSED_ATTEMPTS -> 0;
        };
    }

    /** Fingerprints of all who count; somebody who is not named is somebody new. */
    int[] elements(Counters counters) {
        int[] elements = new int[recipients()];
        int i = 0;
        for (Address recipient : external) {
            elements[i++] = counters.element(recipient.untagged().toString());
        }
        for (int n = 0; i < elements.length; n++) {
            elements[i++] = counters.element("?" + n + " " + name);
        }
        return elements;
    }
}
