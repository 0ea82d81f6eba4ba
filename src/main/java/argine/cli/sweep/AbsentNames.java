// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.investigate.face.Json;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import argine.sweep.Absent;
import java.util.List;
import java.util.stream.Collectors;

/** Names that no waiting message has, and those that may have been meant, as text and as JSON. */
final class AbsentNames {
    private static final int NAME = 100;

    private AbsentNames() {}

    /** One sentence each, without its full stop; what strangers chose in it is made safe. */
    static List<String> sentences(List<Absent> absent) {
        return absent.stream().map(AbsentNames::sentence).toList();
    }

    private static String sentence(Absent one) {
        boolean sender = one.kind().equals("sender");
        String nearest =
                one.nearest().entrySet().stream()
                        .map(
                                near ->
                                        Plain.line(near.getKey(), NAME)
                                                + " ("
                                                + Numbers.of(near.getValue(), "message")
                                                + ")")
                        .collect(Collectors.joining(", "));
        return "no waiting message "
                + (sender
                        ? "has the sender <" + Plain.line(one.name(), NAME) + ">"
                        : "is of " + Plain.line(one.name(), NAME))
                + (nearest.isEmpty() ? "" : "; nearest: " + nearest);
    }

    static void json(Json json, List<Absent> absent) {
        json.objects(
                "absent",
                absent,
                one -> {
                    json.text(one.kind(), one.name());
                    json.counts("nearest", one.nearest());
                });
    }
}
