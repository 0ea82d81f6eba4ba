// SPDX-License-Identifier: Apache-2.0
package argine.audit.policy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a policy file asks of passwords; a number of 0 asks nothing.
 *
 * <p>{@link #MODERN} is what NIST SP 800-63B-4 asks where the password is all there is: long, not
 * known, not about its owner, and nothing about kinds of characters or age. {@link #LEGACY} has the
 * rules that administrators of IceWarp know, under IceWarp's values.
 *
 * @param notNames whether it may not be, and for long names contain, a name of its owner
 * @param common whether it may not be one of the common passwords
 * @param guessability zxcvbn's score, 0 to 4, that it must reach
 * @param breached a file of breached SHA-1 hashes that it may not be in
 * @param expireAfterDays how old it may become; {@code notifyDays} before that its owner is told
 */
public record PasswordPolicy(
        int minimalLength,
        int digits,
        int letters,
        int upperCase,
        int nonAlphanumeric,
        boolean notNames,
        boolean common,
        int guessability,
        List<String> words,
        Optional<Path> breached,
        int expireAfterDays,
        int notifyDays) {

    public static final PasswordPolicy MODERN =
            new PasswordPolicy(15, 0, 0, 0, 0, true, true, 3, List.of(), Optional.empty(), 0, 0);

    public static final PasswordPolicy LEGACY =
            new PasswordPolicy(8, 1, 1, 1, 1, true, true, 0, List.of(), Optional.empty(), 90, 14);

    private static final int MAX_FILE = 64 * 1024;
    private static final int MOST = 100_000;

    /** IceWarp's names for the same things, in lower case and without what all begin with. */
    private static final Map<String, String> ICEWARP =
            Map.of(
                    "useralias", "notnames",
                    "minlength", "minimallength",
                    "nonalphanum", "nonalphanumeric",
                    "alpha", "letters",
                    "upperalpha", "uppercase",
                    "expireafter", "expireafterdays",
                    "notifybefore", "notifydays");

    private static final String ICEWARP_PREFIX = "c_accounts_policies_pass_";

    /** They are about how IceWarp keeps passwords and shows them, not about which are good. */
    private static final Set<String> ICEWARPS_OWN =
            Set.of("encrypt", "denyexport", "allowadminpass", "disableaccesstoallifdisabled");

    /** Reads a policy file; {@code modern} and {@code legacy} are policies without a file. */
    public static PasswordPolicy of(String nameOrFile) throws IOException {
        return switch (nameOrFile) {
            case "modern" -> MODERN;
            case "legacy" -> LEGACY;
            default -> read(Path.of(nameOrFile));
        };
    }

    private static PasswordPolicy read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(file + " is too large to be a policy");
        }
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage());
        }
    }

    /** Reads the text of a policy file: {@code name = value} lines. */
    static PasswordPolicy parse(String text) {
        Map<String, String> set = new TreeMap<>();
        Properties lines = new Properties();
        try (Reader in = new StringReader(text)) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : lines.stringPropertyNames()) {
            if (!isIcewarpsOwn(name)) {
                set.put(plain(name), lines.getProperty(name).strip());
            }
        }
        Values values = new Values(set);
        PasswordPolicy base = base(values);
        boolean on = values.flag("enable", true);
        boolean expires = values.flag("expiration", true);
        boolean notifies = values.flag("notification", true);
        PasswordPolicy read =
                new PasswordPolicy(
                        values.number("minimallength", base.minimalLength, MOST),
                        values.number("digits", base.digits, MOST),
                        values.number("letters", base.letters, MOST),
                        values.number("uppercase", base.upperCase, MOST),
                        values.number("nonalphanumeric", base.nonAlphanumeric, MOST),
                        values.flag("notnames", base.notNames),
                        values.flag("common", base.common),
                        values.number("guessability", base.guessability, 4),
                        values.words("words"),
                        values.file("breached"),
                        expires ? values.number("expireafterdays", base.expireAfterDays, MOST) : 0,
                        notifies ? values.number("notifydays", base.notifyDays, MOST) : 0);
        values.refuseOthers();
        return on ? read : nothing();
    }

    private static PasswordPolicy base(Values values) {
        return switch (values.take("policy").orElse("modern")) {
            case "modern" -> MODERN;
            case "legacy" -> LEGACY;
            default -> throw new IllegalArgumentException("policy is modern or legacy");
        };
    }

    private static PasswordPolicy nothing() {
        return new PasswordPolicy(
                0, 0, 0, 0, 0, false, false, 0, List.of(), Optional.empty(), 0, 0);
    }

    private static boolean isIcewarpsOwn(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith(ICEWARP_PREFIX)
                && ICEWARPS_OWN.contains(lower.substring(ICEWARP_PREFIX.length()));
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        String own =
                lower.startsWith(ICEWARP_PREFIX) ? lower.substring(ICEWARP_PREFIX.length()) : lower;
        return ICEWARP.getOrDefault(own, own);
    }

    /** The settings that are left to be read. */
    private record Values(Map<String, String> left) {
        Optional<String> take(String name) {
            return Optional.ofNullable(left.remove(name));
        }

        int number(String name, int otherwise, int most) {
            return take(name)
                    .map(
                            text -> {
                                if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > most) {
                                    throw new IllegalArgumentException(
                                            name + " is a number up to " + most);
                                }
                                return Integer.parseInt(text);
                            })
                    .orElse(otherwise);
        }

        boolean flag(String name, boolean otherwise) {
            return take(name)
                    .map(
                            text ->
                                    switch (text.toLowerCase(Locale.ROOT)) {
                                        case "yes", "true", "1", "on" -> true;
                                        case "no", "false", "0", "off" -> false;
                                        default ->
                                                throw new IllegalArgumentException(
                                                        name + " is yes or no");
                                    })
                    .orElse(otherwise);
        }

        List<String> words(String name) {
            List<String> words = new ArrayList<>();
            for (String word : take(name).orElse("").split("[,\\s]+", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            return List.copyOf(words);
        }

        Optional<Path> file(String name) {
            return take(name).filter(text -> !text.isEmpty()).map(Path::of);
        }

        void refuseOthers() {
            if (!left.isEmpty()) {
                throw new IllegalArgumentException(
                        "there is no setting '" + left.keySet().iterator().next() + "'");
            }
        }
    }
}
