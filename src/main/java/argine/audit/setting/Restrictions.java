// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A list of smtpd's restrictions as one client passes through it: only what stands before the word
 * that lets him through is done.
 *
 * @param stage the parameter that has it, {@code smtpd_sender_restrictions}
 * @param classOf the list behind a name of {@code smtpd_restriction_classes}; empty for all others
 */
record Restrictions(String stage, String list, UnaryOperator<String> classOf) {
    private static final int MOST_STEPS = 2000;
    private static final int DEEPEST = 10;
    private static final Set<String> WITH_ARGUMENT =
            Set.of(
                    "check_policy_service",
                    "reject_rbl_client",
                    "permit_dnswl_client",
                    "permit_rhswl_client",
                    "sleep");

    /** Who comes; neither from mynetworks. */
    enum Client {
        /** Whoever has a password, and logged in. */
        THIEF,
        /** Somebody without one. */
        STRANGER;

        private boolean isLetThroughBy(String name) {
            return name.equals("permit")
                    || this == THIEF && name.equals("permit_sasl_authenticated");
        }
    }

    /**
     * One restriction that is done.
     *
     * @param argument what it is told, a table or a service; empty for most
     * @param warnsOnly it stands behind {@code warn_if_reject} and refuses nothing
     * @param sparesTrusted a {@code permit_mynetworks} before it spares the hosts in there
     */
    record Step(
            String stage, String name, String argument, boolean warnsOnly, boolean sparesTrusted) {

        /** Whether it refuses whoever comes to it. */
        boolean refusesAll() {
            return !warnsOnly
                    && (name.equals("reject")
                            || name.equals("defer")
                            || isAccess() && Access.of(argument, "").equals(Access.REFUSES));
        }

        boolean isAccess() {
            return name.startsWith("check_") && name.endsWith("_access");
        }
    }

    /** What is done with this client, in its order. */
    List<Step> reached(Client client) {
        Walk walk = new Walk(client);
        walk.go(list, false, 0);
        return walk.steps;
    }

    private final class Walk {
        private final Client client;
        private final List<Step> steps = new ArrayList<>();
        private boolean sparesTrusted;

        Walk(Client client) {
            this.client = client;
        }

        /** Returns whether the client came to the end of the list. */
        boolean go(String text, boolean warns, int depth) {
            List<String> words = words(text);
            boolean warnsOnly = warns;
            for (int i = 0; i < words.size() && steps.size() < MOST_STEPS; i++) {
                String name = words.get(i).toLowerCase(Locale.ROOT);
                String inside = classOf.apply(words.get(i));
                if (name.equals("warn_if_reject")) {
                    warnsOnly = true;
                    continue;
                }
                if (!inside.isEmpty()) {
                    if (depth < DEEPEST && !go(inside, warnsOnly, depth + 1)) {
                        return false;
                    }
                } else if (!take(step(words, i, name, warnsOnly))) {
                    return false;
                }
                i += takesArgument(name) ? 1 : 0;
                warnsOnly = warns;
            }
            return true;
        }

        private Step step(List<String> words, int at, String name, boolean warnsOnly) {
            boolean argument = takesArgument(name) && at + 1 < words.size();
            boolean bareTable = name.indexOf(':') > 0;
            return bareTable
                    ? new Step(stage, ofStage(), words.get(at), warnsOnly, sparesTrusted)
                    : new Step(
                            stage,
                            name,
                            argument ? words.get(at + 1) : "",
                            warnsOnly,
                            sparesTrusted);
        }

        /** Returns whether the client goes on. */
        private boolean take(Step step) {
            boolean lets =
                    client.isLetThroughBy(step.name)
                            || step.isAccess()
                                    && Access.of(step.argument, "").equals(Access.PERMITS);
            if (!lets) {
                steps.add(step);
                sparesTrusted |= step.name.equals("permit_mynetworks");
            }
            return !lets && !step.refusesAll();
        }

        /** A table by itself is asked about what the list is for. */
        private String ofStage() {
            return stage.replace("smtpd_", "check_").replace("_restrictions", "_access");
        }
    }

    private static boolean takesArgument(String name) {
        return WITH_ARGUMENT.contains(name)
                || name.startsWith("check_") && name.endsWith("_access")
                || name.startsWith("reject_rhsbl_");
    }

    /** Splits at commas and white space, but not within braces. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth > 0 || c != ',' && !Character.isWhitespace(c)) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
