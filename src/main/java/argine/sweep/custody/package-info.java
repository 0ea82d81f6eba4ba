/**
 * Takes spam out of the queue so that every message of it can be put back.
 *
 * <p>Begin at {@link argine.sweep.custody.Custody}: the right to hold, release and delete the
 * messages of one queue. What is about to happen stands in a journal first ({@link
 * argine.sweep.custody.Ledger} reads it), then {@link argine.server.Holds} does it, then it is
 * looked at, and a {@link argine.sweep.custody.Receipt} says what came of it. Nothing in here knows
 * a mail server or its files.
 *
 * <pre>
 *             queue   held   journal
 * W waiting     +      -       -
 * P planned     +      -       +      written before anything moves; a crash here loses nothing
 * H held        -      +       +
 * R released    +      -       +      after undo
 * G gone        -      -       +      the server delivered it first, or an administrator deleted it
 * </pre>
 */
@NullMarked
package argine.sweep.custody;

import org.jspecify.annotations.NullMarked;
