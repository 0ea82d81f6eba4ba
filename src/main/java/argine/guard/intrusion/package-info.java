/**
 * Bars the addresses of those who guess passwords, probe for recipients or send to traps, each for
 * a time.
 *
 * <p>Begin at {@link argine.guard.intrusion.Offence}, which doors, followers of logs and filters
 * report; {@link argine.guard.intrusion.Ground} is the list of what counts.
 */
@NullMarked
package argine.guard.intrusion;

import org.jspecify.annotations.NullMarked;
