/**
 * Shuts the door on the thief of a password, and proves it.
 *
 * <p>Begin at {@link argine.contain.Containment}: it makes a {@link argine.contain.Plan} for an
 * account and carries it out step by step, for several accounts at once ({@link
 * argine.contain.Together}). What is about to be changed stands in a journal first, with the old
 * value ({@link argine.contain.Ledger} reads it), so that {@link argine.contain.Release} can take
 * it back and a run that broke off can be gone on with. The proof at the end asks the server
 * itself. Nothing in here knows a mail server: whose doors they are comes in as {@link
 * argine.server.access.Access}, and what takes mail out of the queue as a function.
 */
@NullMarked
package argine.contain;

import org.jspecify.annotations.NullMarked;
