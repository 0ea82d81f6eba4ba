// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.time.Instant;

/** What people are told, in each of the forms in which it may reach them. */
public sealed interface Letter permits Alert, LimitLetter, StateLetter {
    Instant at();

    /** What it is about, in a word: an account, or the guard itself. */
    String about();

    /** One line, for the subject of a mail. */
    String subject();

    /** For people. */
    String text();

    /** For programs. */
    String json();
}
