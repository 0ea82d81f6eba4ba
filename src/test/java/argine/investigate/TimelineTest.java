// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The moments of a theft, in order. */
class TimelineTest {
    private static final String ANNA = "anna@x.test";

    private final Story story = Town.days(1, 11);

    private static Mail spam(int number, String... to) {
        return Mail.by(ANNA, "45.9.2" + number % 3 + ".7")
                .as("promo" + number + "@shop" + number % 30 + ".test")
                .of(4000)
                .to(to);
    }

    private static List<String> moments(Story story) throws IOException {
        return Findings.report(story).cases().getFirst().timeline().stream()
                .map(moment -> moment.at().toString().substring(11, 16) + " " + moment.what())
                .toList();
    }

    private void flood(int oneInDead) {
        for (int i = 0; i < 300; i++) {
            String[] to = Town.strangers("p", i * 5, 5, oneInDead).toArray(String[]::new);
            story.later(4).sends(spam(i, to));
        }
    }

    @Test
    void theFirstRefusalAndTheFirstBounceStandInTheirPlaces() throws IOException {
        story.day(11).at("02:00").fails(ANNA, "45.9.21.7", 60);
        story.at("02:10").sends(spam(1, "p.1@d1.test"));
        String waits = story.at("02:20").accepts(spam(2, "p.2@d1.test"));
        story.remote(
                waits,
                "p.2@d1.test",
                "4.7.1",
                "deferred (host mx.far.test[198.51.100.25] said: 421 4.7.1 192.0.2.1 is blocked, "
                        + "listed by a blocklist for spam (in reply to MAIL FROM command))");
        story.at("02:30").sends(spam(3, "ghost.3@d1.test"));
        story.at("03:00");
        flood(5);
        assertEquals(
                List.of(
                        "02:00 first failed login, from 45.9.21.0/24",
                        "02:10 first strange login that succeeded, from 45.9.21.0/24, after 60 that failed",
                        "02:10 first message of the thief",
                        "02:20 first refusal for spam or reputation",
                        "02:30 first recipient given up: bounces begin",
                        "03:00 the worst hour begins: 1500 recipients",
                        "03:20 last that is known of the thief's messages"),
                moments(story));
    }

    @Test
    void whatWasNeitherRefusedNorGivenUpHasNoSuchMoments() throws IOException {
        story.day(11).at("02:00").fails(ANNA, "45.9.20.7", 60);
        story.at("03:00");
        flood(0);
        assertEquals(
                List.of(
                        "first failed login, from 45.9.20.0/24",
                        "first strange login that succeeded, from 45.9.20.0/24, after 60 that failed",
                        "first message of the thief",
                        "the worst hour begins: 1500 recipients",
                        "last that is known of the thief's messages"),
                moments(story).stream().map(moment -> moment.substring(6)).toList());
    }
}
