// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What Exim's ACLs show alone: whether they ask the guard, where, how long they wait, and what
 * holds while it is down.
 */
final class EximAdvice {
    private static final Pattern QUESTION = Pattern.compile("(connect|mail|rcpt|data)\\\\t.*");

    /** What local programs hand in without TCP, which no line of the guard is for. */
    private static final Pattern OF_THIS_HOST =
            Pattern.compile("(?m)(?:\\Aaccept\\s++|^)hosts\\s*+=\\s*+:$");

    /** A part of a time as Exim writes it, such as 1m30s. */
    private static final Pattern TIME = Pattern.compile("(\\d+)([wdhms])");

    private static final Pattern PORT = Pattern.compile("inet:.*:(\\d+)");
    private static final int PATIENCE = 10;

    private final Map<String, List<String>> acls;
    private final Optional<Set<String>> doors;
    private final List<Advice> findings = new ArrayList<>();

    private EximAdvice(Map<String, List<String>> acls, Optional<Set<String>> doors) {
        this.acls = acls;
        this.doors = doors;
    }

    /**
     * What is found in the statements of each setting.
     *
     * @param doors where the guard takes Exim's lines; empty where no guard answers
     */
    static List<Advice> of(Map<String, List<String>> acls, Optional<Set<String>> doors) {
        EximAdvice advice = new EximAdvice(acls, doors);
        advice.named();
        advice.asks("acl_smtp_rcpt");
        advice.asks("acl_smtp_data");
        return advice.findings.isEmpty()
                ? List.of(Advice.good("Exim's configuration asks the guard"))
                : List.copyOf(advice.findings);
    }

    /** What has no name is counted once more when Exim asks once more. */
    private void named() {
        String setting = "acl_smtp_mail";
        List<String> statements = statements(setting);
        if (!statements.isEmpty()
                && statements.stream().noneMatch(one -> one.contains("acl_m_instance"))) {
            bad("the ACL of " + setting + " gives the message no name: acl_m_instance is not set");
        }
    }

    /** None where an expression chooses them: then only a probe tells. */
    private List<String> statements(String setting) {
        if (!acls.containsKey(setting)) {
            bad(setting + " is not set: Exim does not ask the guard there");
        }
        return acls.getOrDefault(setting, List.of());
    }

    private void bad(String what) {
        findings.add(new Advice(false, what, Advice.EXIM));
    }

    private void asks(String setting) {
        List<String> statements = statements(setting);
        if (statements.isEmpty()) {
            return;
        }
        OptionalInt first =
                IntStream.range(0, statements.size())
                        .filter(i -> !Call.all(statements.get(i)).isEmpty())
                        .findFirst();
        if (first.isEmpty()) {
            bad("the ACL of " + setting + " does not ask the guard");
            return;
        }
        statements.subList(0, first.getAsInt()).stream()
                .filter(one -> one.startsWith("accept") && !OF_THIS_HOST.matcher(one).find())
                .findFirst()
                .ifPresent(one -> before(setting, one));
        statements.stream().flatMap(one -> Call.all(one).stream()).forEach(c -> judge(setting, c));
    }

    private void before(String setting, String accept) {
        findings.add(
                Advice.bad(
                        "the ACL of "
                                + setting
                                + " accepts before it asks ("
                                + accept.replace('\n', ' ')
                                + "): who is accepted there is never asked about",
                        "put the lines of argine.conf before that accept"));
    }

    private void judge(String setting, Call call) {
        if (call.words().size() < 5) {
            findings.add(
                    Advice.bad(
                            "the line of "
                                    + setting
                                    + " has no answer of its own: while the guard is down all mail is"
                                    + " put off",
                            "${readsocket{...}{...}{3s}{}{pass}}"));
        }
        String time = time(call.word(2));
        if (seconds(time) > PATIENCE) {
            findings.add(
                    Advice.bad(
                            "the line of "
                                    + setting
                                    + " waits "
                                    + time
                                    + ": a guard that hangs holds up each message so long",
                            "${readsocket{...}{...}{3s}{}{pass}}"));
        }
        Set<String> known = doors.orElse(Set.of());
        if (doors.isPresent()
                && known.stream().noneMatch(door -> isSamePlace(door, call.word(0)))) {
            findings.add(
                    Advice.bad(
                            "the line of "
                                    + setting
                                    + " asks at "
                                    + call.word(0)
                                    + ", where the guard is not; it is at "
                                    + (known.isEmpty() ? "no door" : String.join(", ", known)),
                            "line = [\"inet:127.0.0.1:10034\"]      # [listen] of guard.toml"));
        }
    }

    /** What stands before the options, such as {@code :tls=yes}. */
    private static String time(String word) {
        int colon = word.indexOf(':');
        return (colon < 0 ? word : word.substring(0, colon)).strip();
    }

    private static double seconds(String time) {
        return TIME.matcher(time)
                .results()
                .mapToDouble(one -> Double.parseDouble(one.group(1)) * unit(one.group(2)))
                .sum();
    }

    private static int unit(String letter) {
        return switch (letter) {
            case "w" -> 604_800;
            case "d" -> 86_400;
            case "h" -> 3_600;
            case "m" -> 60;
            default -> 1;
        };
    }

    /** Ports are compared alone: Exim may name the host, and the guard may be on another. */
    private static boolean isSamePlace(String door, String asked) {
        if (door.startsWith("unix:")) {
            return asked.equals(door.substring("unix:".length()));
        }
        Matcher port = PORT.matcher(asked);
        return port.matches() && door.endsWith(":" + port.group(1));
    }

    /** A call of {@code readsocket}: its words, each of which stood in braces. */
    private record Call(List<String> words) {
        private static final String NAME = "${readsocket";

        /** The calls that ask the guard; what begins with another word asks somebody else. */
        static List<Call> all(String statement) {
            List<Call> calls = new ArrayList<>();
            int from = statement.indexOf(NAME);
            while (from >= 0) {
                Call call = new Call(words(statement, from + NAME.length()));
                if (QUESTION.matcher(call.word(1)).lookingAt()) {
                    calls.add(call);
                }
                from = statement.indexOf(NAME, from + 1);
            }
            return calls;
        }

        private static List<String> words(String text, int from) {
            List<String> words = new ArrayList<>();
            int depth = 0;
            int begin = from;
            for (int at = from; at < text.length() && depth >= 0; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    at++;
                } else if (c == '{' && depth++ == 0) {
                    begin = at + 1;
                } else if (c == '}' && --depth == 0) {
                    words.add(text.substring(begin, at));
                }
            }
            return words;
        }

        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }
    }
}
