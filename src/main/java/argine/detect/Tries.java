// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Network;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failed logins, by the name that was tried and the network that tried it.
 *
 * <p>Those of an account lie in its profile. Most names that are tried belong to nobody; of these
 * so many are kept, and the eldest are forgotten.
 */
final class Tries {
    private static final int MAX_STRANGERS = 20_000;
    private static final int MAX_NETWORKS = 4096;

    private final Map<String, Map<Network, Attempts>> strangers = new LinkedHashMap<>();

    /** Those at a name, which is that of an account where there is a profile. */
    Attempts of(@Nullable Profile profile, String name, Network network) {
        return profile == null ? ofStranger(name, network) : among(profile.attempts, network);
    }

    /** The same, where there were any. */
    Optional<Attempts> known(@Nullable Profile profile, String name, Network network) {
        return Optional.ofNullable(
                profile == null
                        ? strangers.getOrDefault(name, Map.of()).get(network)
                        : profile.attempts.get(network));
    }

    /** Somebody got in under the name: it is an account, which keeps its own. */
    Map<Network, Attempts> take(String name) {
        Map<Network, Attempts> attempts = strangers.remove(name);
        return new LinkedHashMap<>(attempts == null ? Map.of() : attempts);
    }

    long names() {
        return strangers.size();
    }

    /** Most names are tried once: the first network needs no map that can grow. */
    private Attempts ofStranger(String name, Network network) {
        Map<Network, Attempts> known = strangers.get(name);
        if (known == null) {
            Attempts first = new Attempts();
            strangers.put(name, Map.of(network, first));
            forgetEldest(strangers, MAX_STRANGERS);
            return first;
        }
        Attempts again = known.get(network);
        if (again != null) {
            return again;
        }
        if (known.size() == 1) {
            known = new LinkedHashMap<>(known);
            strangers.put(name, known);
        }
        return among(known, network);
    }

    private static Attempts among(Map<Network, Attempts> attempts, Network network) {
        Attempts known = attempts.get(network);
        if (known == null) {
            known = new Attempts();
            attempts.put(network, known);
            forgetEldest(attempts, MAX_NETWORKS);
        }
        return known;
    }

    private static void forgetEldest(Map<?, ?> map, int most) {
        if (map.size() > most) {
            Iterator<?> eldest = map.entrySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
