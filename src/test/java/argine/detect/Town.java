// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A small server's people and their days: six of them, each reads at home or at work, writes to a
 * few people, and hears back.
 */
public final class Town {
    private static final List<String> PEOPLE =
            List.of("anna", "bruno", "carla", "dario", "elsa", "fabio");

    private Town() {}

    /** The address at which somebody of the town is at home. */
    public static String home(String name) {
        return "203." + (100 + PEOPLE.indexOf(name)) + ".0.9";
    }

    /** A story in which everybody does what they always do, from one day to another. */
    public static Story days(int from, int to) {
        Story story = new Story();
        for (int day = from; day <= to; day++) {
            for (String name : PEOPLE) {
                day(story, name, day);
            }
        }
        return story;
    }

    /** One day of one person. */
    public static void day(Story story, String name, int day) {
        String account = name + "@x.test";
        story.day(day).at("08:30").later(PEOPLE.indexOf(name) * 300);
        for (int i = 0; i < 4; i++) {
            String friend = "friend" + (day + i) % 6 + "." + name + "@far.test";
            story.later(5000).reads(account, home(name));
            story.later(60)
                    .sends(
                            Mail.by(account, home(name))
                                    .from("home.isp.test")
                                    .of(2000 + (day * 7 + i * 31) % 9 * 700)
                                    .to(friend));
            story.later(60).sends(Mail.without("198.51.100.25", friend).to(account));
        }
    }

    /** Numbered addresses elsewhere, of which one in so many does not exist (0: all exist). */
    public static List<String> strangers(String prefix, int from, int count, int oneIn) {
        List<String> addresses = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            boolean dead = oneIn > 0 && i % oneIn == 0;
            addresses.add(
                    (dead ? "ghost." : "") + prefix + i * 7919 % 100_003 + "@d" + i % 40 + ".test");
        }
        return addresses;
    }

    /** What is known when the log is at its end. */
    public static Ledger ledger(Story story) throws IOException {
        Ledger ledger = new Ledger(own(), Set.of("x.test"));
        Trails trails = new Trails(ledger);
        story.log().read(trails::event);
        trails.finish();
        new Standings(ledger).judge();
        return ledger;
    }

    /** 127.0.0.0/8 and the office of whoever runs the server. */
    public static List<Network> own() {
        return List.of(
                Network.parse("127.0.0.0/8").orElseThrow(),
                Network.parse("192.0.2.0/24").orElseThrow());
    }
}
