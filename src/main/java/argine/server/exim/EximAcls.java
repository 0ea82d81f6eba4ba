// SPDX-License-Identifier: Apache-2.0
package argine.server.exim;

import argine.server.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Exim's ACLs do at each stage of a session, from what {@code exim -bP config} prints: macros
 * are replaced there, files included, and long lines in one.
 *
 * <p><b>Limits.</b> It is what Exim would read now; a daemon that was not told since goes on with
 * what it read before.
 */
public final class EximAcls {
    private static final int MAX_TEXT = 16 * 1024 * 1024;
    private static final int MAX_STATEMENTS = 10_000;

    private static final List<Path> PROGRAMS =
            List.of(
                    Path.of("/usr/sbin/exim4"),
                    Path.of("/usr/sbin/exim"),
                    Path.of("/usr/local/sbin/exim"),
                    Path.of("/usr/exim/bin/exim"));

    private static final Pattern SETTING = Pattern.compile("(acl_smtp_[a-z_]+)\\s*=\\s*(.*)");
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_.-]+):");
    private static final Pattern STATEMENT =
            Pattern.compile("(accept|defer|deny|discard|drop|require|warn)\\b.*");
    private static final Pattern OTHER = Pattern.compile("\\bacl\\s*+=\\s*+(\\S+)");
    private static final String QUESTION = "${readsocket";

    /** Exim gives up at the next. */
    private static final int DEEPEST = 20;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, List<StringBuilder>> acls = new HashMap<>();

    private EximAcls(String printed) {
        boolean inAcls = false;
        boolean inMain = true;
        List<StringBuilder> acl = new ArrayList<>();
        for (String line : (Iterable<String>) printed.lines().map(String::strip)::iterator) {
            if (line.startsWith("begin ")) {
                inMain = false;
                inAcls = line.equals("begin acl");
            } else if (inMain) {
                setting(line);
            } else if (inAcls && !line.isEmpty() && !line.startsWith("#")) {
                Matcher name = NAME.matcher(line);
                if (name.matches()) {
                    acl = acls.computeIfAbsent(name.group(1), _ -> new ArrayList<>());
                } else {
                    take(line, acl);
                }
            }
        }
    }

    private void setting(String line) {
        Matcher setting = SETTING.matcher(line);
        if (setting.matches()) {
            settings.put(setting.group(1), setting.group(2).strip());
        }
    }

    /**
     * A line that begins no statement belongs to the last one. With a sharp Exim says from which
     * file the next lines are.
     */
    private static void take(String line, List<StringBuilder> acl) {
        if (acl.isEmpty() || STATEMENT.matcher(line).matches()) {
            acl.add(new StringBuilder(line));
        } else {
            acl.getLast().append('\n').append(line);
        }
    }

    /**
     * The statements that each {@code acl_smtp_} setting comes to, in their order, those of other
     * ACLs before the statement that calls them. None where an expression chooses the ACL.
     *
     * <p>An accept of an ACL that is called ends that one alone: its caller goes on. It is left out
     * unless a question stands behind it there, which is not put then.
     */
    public static Map<String, List<String>> parse(String printed) {
        EximAcls read = new EximAcls(printed);
        Map<String, List<String>> all = new LinkedHashMap<>();
        read.settings.forEach(
                (setting, name) -> {
                    if (!name.isEmpty()) {
                        List<String> statements = new ArrayList<>();
                        read.follow(name, new HashSet<>(Set.of(name)), 0, statements);
                        all.put(setting, List.copyOf(statements));
                    }
                });
        return all;
    }

    private void follow(String name, Set<String> seen, int depth, List<String> to) {
        for (StringBuilder statement : acls.getOrDefault(name, List.of())) {
            Matcher other = OTHER.matcher(statement);
            while (other.find() && depth < DEEPEST && to.size() < MAX_STATEMENTS) {
                if (seen.add(other.group(1))) {
                    List<String> called = new ArrayList<>();
                    follow(other.group(1), seen, depth + 1, called);
                    to.addAll(withoutItsEnds(called));
                }
            }
            to.add(statement.toString());
        }
    }

    private static List<String> withoutItsEnds(List<String> called) {
        int asked = called.size();
        while (asked > 0 && !called.get(asked - 1).contains(QUESTION)) {
            asked--;
        }
        List<String> all = new ArrayList<>(called.subList(0, asked));
        called.stream().skip(asked).filter(one -> !one.startsWith("accept")).forEach(all::add);
        return all;
    }

    /** From a file that has what Exim printed, or from the Exim of this host, if there is one. */
    public static Optional<Map<String, List<String>>> of(Optional<Path> printed)
            throws IOException {
        return printed.isPresent() ? Optional.of(read(printed.get())) : here();
    }

    private static Map<String, List<String>> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(new String(in.readNBytes(MAX_TEXT), StandardCharsets.UTF_8));
        }
    }

    private static Optional<Map<String, List<String>>> here() throws IOException {
        Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(ask(List.of(program.get().toString())));
    }

    /**
     * Asks the program itself.
     *
     * @param program its name, with options of the administrator's
     * @throws IOException when it does not run, or shows its configuration to root alone
     */
    static Map<String, List<String>> ask(List<String> program) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-bP", "config"));
        return parse(Program.output(command));
    }
}
