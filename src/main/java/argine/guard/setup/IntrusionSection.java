// SPDX-License-Identifier: Apache-2.0
package argine.guard.setup;

import argine.guard.Stance;
import argine.guard.intrusion.AllowList;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.intrusion.Threshold;
import argine.mail.Address;
import argine.mail.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code [intrusion]}: who is barred for what, and who never is. */
final class IntrusionSection {
    private static final int LONGEST_FILE = 1 << 20;
    private static final int MOST_ITEMS = 10_000;
    private static final String FILE = "f:";
    private static final Pattern SCORE = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,2}))?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?(KB|MB|GB)");

    private IntrusionSection() {}

    static IntrusionSettings read(Section section) {
        Section grounds = section.section("thresholds");
        Map<Ground, Threshold> thresholds = new EnumMap<>(Ground.class);
        for (Ground ground : Ground.automatic()) {
            threshold(grounds, ground.word(), ground.usual())
                    .ifPresent(threshold -> thresholds.put(ground, threshold));
        }
        Duration first = section.span("first", IntrusionSettings.USUAL_FIRST);
        Duration longest = section.span("longest", IntrusionSettings.USUAL_LONGEST);
        if (first.toSeconds() < 1 || longest.compareTo(first) < 0 || longest.toDays() > 60) {
            section.wrong("longest", "from the first time on, 60 d at most");
            longest = first;
        }
        return new IntrusionSettings(
                stance(section),
                thresholds,
                threshold(grounds, "strangers", IntrusionSettings.USUAL_STRANGERS),
                allow(section, "allow").and(protectedOnes(section)),
                new HashSet<>(section.texts("traps", Address::of)),
                score(section),
                largest(section),
                first,
                longest,
                section.word("answer", List.of("refuse", "hang-up"), word -> word, "refuse")
                        .equals("hang-up"));
    }

    static Stance stance(Section section) {
        return section.word("mode", List.of(Stance.values()), Stance::word, Stance.OFF);
    }

    private static Optional<Threshold> threshold(Section section, String key, String usual) {
        String text = section.text(key, usual);
        if (text.equals("off")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Threshold.parse(text));
        } catch (IllegalArgumentException e) {
            section.wrong(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static long score(Section section) {
        Matcher form = SCORE.matcher(section.text("spam-score", "10.00"));
        if (!form.matches()) {
            section.wrong("spam-score", "write a score like \"10\" or \"7.5\"");
            return IntrusionSettings.USUAL_SPAM_SCORE;
        }
        String hundredths = form.group(2) == null ? "00" : (form.group(2) + "0").substring(0, 2);
        return Long.parseLong(form.group(1)) * 100 + Long.parseLong(hundredths);
    }

    private static long largest(Section section) {
        Matcher form = SIZE.matcher(section.text("largest-message", "100 MB"));
        if (!form.matches()) {
            section.wrong("largest-message", "write a size like \"100 MB\"");
            return IntrusionSettings.USUAL_LARGEST;
        }
        int shift =
                switch (form.group(2)) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    default -> 30;
                };
        return Long.parseLong(form.group(1)) << shift;
    }

    /** The networks of other machines of ours. */
    static List<Network> protectedOnes(Section section) {
        return section.texts("protect", IntrusionSection::network);
    }

    private static Network network(String text) {
        return Network.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
    }

    /** A bypass list; {@code f:FILE} stands for the lines of a file. */
    static AllowList allow(Section section, String key) {
        List<String> items = new ArrayList<>();
        for (String item : section.texts(key)) {
            if (item.startsWith(FILE)) {
                items.addAll(lines(section, key, item.substring(FILE.length()).strip()));
            } else {
                items.add(item);
            }
        }
        AllowList all = AllowList.NOBODY;
        if (items.size() > MOST_ITEMS) {
            section.wrong(key, "more than " + MOST_ITEMS + " items");
            return all;
        }
        try {
            return AllowList.of(items);
        } catch (IllegalArgumentException e) {
            section.wrong(key, String.valueOf(e.getMessage()));
            return all;
        }
    }

    private static List<String> lines(Section section, String key, String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            String text = new String(in.readNBytes(LONGEST_FILE + 1), StandardCharsets.UTF_8);
            if (text.length() > LONGEST_FILE) {
                section.wrong(key, name + " is longer than 1 MB");
                return List.of();
            }
            return text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException | InvalidPathException e) {
            section.wrong(key, name + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
