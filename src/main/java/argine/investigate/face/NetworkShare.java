// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What came from one network: the addresses in it, added up.
 *
 * <p>A botnet of a thousand addresses is read as its thirty networks, and blocked as them.
 */
record NetworkShare(String network, List<Source> sources) {
    /** The sources by network; one by one when there are no more than a few. */
    static List<NetworkShare> of(List<Source> sources, int few) {
        Map<String, List<Source>> byNetwork = new LinkedHashMap<>();
        for (Source source : sources) {
            boolean alone = sources.size() <= few || source.network().isBlank();
            String name = alone ? source.address() : source.network();
            byNetwork.computeIfAbsent(name, _ -> new ArrayList<>()).add(source);
        }
        return byNetwork.entrySet().stream()
                .map(e -> new NetworkShare(e.getKey(), List.copyOf(e.getValue())))
                .sorted(NetworkShare::busiestFirst)
                .toList();
    }

    private static int busiestFirst(NetworkShare one, NetworkShare other) {
        long[] theirs = {other.messages(), other.logins(), other.failures()};
        long[] mine = {one.messages(), one.logins(), one.failures()};
        int order = Arrays.compare(theirs, mine);
        return order != 0 ? order : one.network.compareTo(other.network);
    }

    long messages() {
        return sum(Source::messages);
    }

    long logins() {
        return sum(Source::logins);
    }

    long failures() {
        return sum(Source::failures);
    }

    /** Country and organisation, as far as they are known. */
    String owner() {
        String country = first(Source::country);
        String organisation = first(Source::organisation);
        return country.isEmpty() || organisation.isEmpty()
                ? country + organisation
                : country + ", " + organisation;
    }

    Optional<Instant> firstSeen() {
        return sources.stream().flatMap(s -> s.firstSeen().stream()).min(Instant::compareTo);
    }

    Optional<Instant> lastSeen() {
        return sources.stream().flatMap(s -> s.lastSeen().stream()).max(Instant::compareTo);
    }

    private long sum(ToLongFunction<Source> of) {
        return sources.stream().mapToLong(of).sum();
    }

    private String first(Function<Source, String> of) {
        return sources.stream().map(of).filter(text -> !text.isBlank()).findFirst().orElse("");
    }
}
