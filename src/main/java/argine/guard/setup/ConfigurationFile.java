// SPDX-License-Identifier: Apache-2.0
package argine.guard.setup;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Logins;
import argine.guard.Mode;
import argine.guard.limit.Allowance;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.mail.Address;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * The guard's configuration as an administrator wrote it, in TOML.
 *
 * <p>Read all sections, then ask for {@link #problems}: only a file without any may be used.
 */
public final class ConfigurationFile {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_METERS = 180;

    /** What people may do where the file says nothing: room for any office, none for a spammer. */
    private static final List<String> USUAL_LIMITS =
            List.of(
                    "300 recipients / hour",
                    "1000 recipients / day",
                    "200 new recipients / day",
                    "1500 internal recipients / hour",
                    "20 failed recipients / hour",
                    "20 null-sender messages / hour");

    private final List<Problem> problems = new ArrayList<>();
    private final Section root;

    private ConfigurationFile(String text) {
        TomlParseResult result = Toml.parse(text);
        result.errors()
                .forEach(
                        e ->
                                problems.add(
                                        new Problem(
                                                e.position().line(),
                                                String.valueOf(e.getMessage()))));
        root = new Section("", result, 1, problems);
    }

    public static ConfigurationFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(file + ": larger than " + LARGEST + " bytes");
            }
            return of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    public static ConfigurationFile of(String text) {
        return new ConfigurationFile(text);
    }

    /** A section that is not the guard's own: {@code [listen]}. */
    public Section section(String name) {
        return root.section(name);
    }

    /** All that is wrong, by line; to be asked once, when everything has been read. */
    public List<Problem> problems() {
        if (problems.isEmpty()) {
            root.noteUnknown();
        }
        return problems.stream().sorted().toList();
    }

    /** What the guard decides by. */
    public Configuration configuration() {
        boolean watch =
                root.word("mode", List.of("enforce", "watch"), word -> word, "enforce")
                        .equals("watch");
        Section login = root.section("login");
        String realm = Logins.domain(login.text("realm", ""));
        boolean caseMatters = login.flag("case-matters", false);
        Logins logins = new Logins(realm, caseMatters, domain -> domain);
        Section sender = root.section("sender");
        Section intrusion = root.section("intrusion");
        return new Configuration(
                watch,
                files(),
                realm,
                caseMatters,
                sender.word("mode", List.of(Mode.values()), ConfigurationFile::word, Mode.REPORT),
                also(sender.section("also"), logins),
                limits(root.section("limits"), logins),
                IntrusionSection.read(intrusion),
                GreySection.read(
                        root.section("greylisting"), IntrusionSection.protectedOnes(intrusion)));
    }

    private static String word(Mode mode) {
        return mode == Mode.ENFORCE ? "refuse" : mode.name().toLowerCase(Locale.ROOT);
    }

    private Configuration.Files files() {
        Section store = root.section("store");
        Configuration.Files usual = Configuration.Files.USUAL;
        return new Configuration.Files(
                path(store, "folder", usual.folder()),
                path(store, "second-copy", usual.secondCopy()));
    }

    private static Path path(Section section, String key, Path usual) {
        String text = section.text(key, usual.toString());
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException _) {
            section.wrong(key, "not a path");
            return usual;
        }
        section.wrong(key, "write the whole path, from / on");
        return usual;
    }

    private static Map<String, List<String>> also(Section section, Logins logins) {
        Map<String, List<String>> also = new HashMap<>();
        for (String account : section.keys()) {
            also.put(
                    account.startsWith("@")
                            ? "@" + Logins.domain(account.substring(1))
                            : logins.of(account).account(),
                    section.texts(account, ConfigurationFile::sender));
        }
        return also;
    }

    private static String sender(String text) {
        if (!text.equals("*") && !text.contains("@")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": write an address, @domain for all of a domain, or *");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private LimitSettings limits(Section section, Logins logins) {
        Map<Channel, Budget> budgets = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            if (channel != Channel.MAILBOX) {
                Section one = section.section(channel.word());
                boolean usual =
                        !one.isThere()
                                && (channel == Channel.SUBMISSION || channel == Channel.WEBMAIL);
                budgets.put(channel, usual ? usualBudget() : budget(one));
            }
        }
        Set<Address> exempt = new HashSet<>(section.texts("exempt-recipients", Address::of));
        int warn = (int) section.number("warn-percent", LimitSettings.USUAL_WARN_PERCENT, 1, 100);
        LimitSettings settings = new LimitSettings(budgets, allowances(logins), exempt, warn);
        if (settings.meters() > MOST_METERS) {
            problems.add(
                    new Problem(
                            1,
                            "limits: more than can be counted at once; use fewer different units"
                                    + " and times"));
        }
        return settings;
    }

    private static Budget usualBudget() {
        return new Budget(
                Map.of(Scope.ACCOUNT, USUAL_LIMITS.stream().map(Limit::parse).toList()), false);
    }

    private static Budget budget(Section section) {
        Map<Scope, List<Limit>> limits = new EnumMap<>(Scope.class);
        for (Scope scope : Scope.values()) {
            limits.put(scope, distinct(section, scope.word()));
        }
        boolean hold =
                section.word("over-limit", List.of("defer", "hold"), word -> word, "defer")
                        .equals("hold");
        return new Budget(limits, hold);
    }

    /** Of one unit and window one limit: of two, one would be there in vain. */
    private static List<Limit> distinct(Section section, String key) {
        List<Limit> limits = section.texts(key, Limit::parse);
        long kinds = limits.stream().map(l -> l.unit() + " " + l.window()).distinct().count();
        if (kinds < limits.size()) {
            section.wrong(key, "two limits of the same unit and time");
        }
        return limits;
    }

    private Map<String, Allowance> allowances(Logins logins) {
        Map<String, Allowance> allowances = new HashMap<>();
        for (Section section : root.sections("allowance")) {
            String account = section.text("account", "");
            String domain = section.text("domain", "");
            String name =
                    account.isEmpty() ? "@" + Logins.domain(domain) : logins.of(account).account();
            if (account.isEmpty() == domain.isEmpty()) {
                section.wrong("account", "name either an account or a domain");
            } else if (allowances.containsKey(name)) {
                section.wrong(account.isEmpty() ? "domain" : "account", name + " has one already");
            }
            allowances.put(
                    name,
                    new Allowance(
                            name,
                            distinct(section, "limits"),
                            section.moment("until"),
                            section.text("reason", "")));
        }
        return allowances;
    }
}
