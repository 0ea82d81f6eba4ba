// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import java.util.List;

/**
 * What one signal says about one account: the claim in a sentence, how much it weighs, and the
 * lines that prove it.
 *
 * <p>The claim is for people and may quote a stranger's words: whoever prints it cleans it.
 */
public record Alarm(String signal, Kind kind, Strength strength, String claim, List<Line> lines) {

    /** The five independent ways in which a stolen account shows. */
    public enum Kind {
        LOGIN,
        ENVELOPE,
        CONTENT,
        REMOTE,
        PERSISTENCE
    }

    /** Weak: seen on honest accounts too. Strong: honest accounts need a special reason for it. */
    public enum Strength {
        WEAK,
        STRONG
    }
}
