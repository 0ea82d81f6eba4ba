// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.mail.QueuedMessage.Place;
import argine.sweep.Condition;
import argine.sweep.Sighting;
import java.util.Locale;

/** Stands in this folder of the queue. */
record InPlace(Place place) implements Condition {
    static InPlace of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "deferred", "retry" -> new InPlace(Place.DEFERRED);
            case "active" -> new InPlace(Place.ACTIVE);
            case "incoming" -> new InPlace(Place.INCOMING);
            case "hold" -> new InPlace(Place.HOLD);
            case "maildrop" -> new InPlace(Place.MAILDROP);
            default ->
                    throw new IllegalArgumentException(
                            "'"
                                    + word
                                    + "' is no place in a queue; write deferred, active,"
                                    + " incoming, hold, maildrop or retry");
        };
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.message().place() == place;
    }

    @Override
    public String words() {
        return "in " + place.name().toLowerCase(Locale.ROOT);
    }
}
