// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.ask.GuardBar;
import argine.cli.ask.GuardBarred;
import argine.cli.ask.GuardBlock;
import argine.cli.ask.GuardDoctor;
import argine.cli.ask.GuardLimits;
import argine.cli.ask.GuardReload;
import argine.cli.ask.GuardStatus;
import argine.cli.ask.GuardTop;
import argine.cli.ask.GuardUnbar;
import argine.cli.ask.GuardUnblock;
import argine.cli.ask.Why;
import argine.cli.audit.AuditPasswords;
import argine.cli.audit.AuditSettings;
import argine.cli.audit.PasswordCheck;
import argine.cli.audit.PasswordExpiry;
import argine.cli.audit.PasswordServe;
import argine.cli.contain.Contain;
import argine.cli.desk.Command;
import argine.cli.desk.Surroundings;
import argine.cli.guard.StandGuard;
import argine.cli.past.GuardLearn;
import argine.cli.past.GuardReplay;
import argine.cli.sweep.Sweep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/** The table of contents: every command, by the word that calls it, in the order of the work. */
final class Commands {
    private static final SequencedMap<String, Function<Surroundings, Command>> ALL =
            new LinkedHashMap<>();

    /** The commands below a command, by both words. */
    private static final SequencedMap<String, SequencedMap<String, Function<Surroundings, Command>>>
            BELOW = new LinkedHashMap<>();

    static {
        ALL.put("detect", Detect::new);
        ALL.put("investigate", Investigate::new);
        ALL.put("sweep", Sweep::new);
        ALL.put("contain", Contain::new);
        ALL.put("explain", Explain::new);
        ALL.put("demo", Demo::new);
        ALL.put("audit", Audit::new);
        below("audit", "passwords", AuditPasswords::new);
        below("audit", "settings", AuditSettings::new);
        ALL.put("guard", StandGuard::new);
        below("guard", "status", GuardStatus::new);
        below("guard", "block", GuardBlock::new);
        below("guard", "unblock", GuardUnblock::new);
        below("guard", "bar", GuardBar::new);
        below("guard", "unbar", GuardUnbar::new);
        below("guard", "barred", GuardBarred::new);
        below("guard", "limits", GuardLimits::new);
        below("guard", "top", GuardTop::new);
        below("guard", "doctor", GuardDoctor::new);
        below("guard", "reload", GuardReload::new);
        below("guard", "replay", GuardReplay::new);
        below("guard", "learn", GuardLearn::new);
        ALL.put("why", Why::new);
        ALL.put("password", Password::new);
        below("password", "check", PasswordCheck::new);
        below("password", "expiry", PasswordExpiry::new);
        below("password", "serve", PasswordServe::new);
    }

    private Commands() {}

    private static void below(String word, String second, Function<Surroundings, Command> make) {
        BELOW.computeIfAbsent(word, _ -> new LinkedHashMap<>()).put(second, make);
    }

    /** The commands that a second word calls, in their order; none for most. */
    static Map<String, Function<Surroundings, Command>> below(String word) {
        return BELOW.getOrDefault(word, new LinkedHashMap<>());
    }

    static Set<String> words() {
        return ALL.keySet();
    }

    static Map<String, Function<Surroundings, Command>> all() {
        return ALL;
    }
}
