/**
 * Joins events into the trail of each message, and says what about them is unusual, and why.
 *
 * <p>It sees events and the time it is given: no file, no mail server, no clock. So the same
 * signals work over a finished log, over live events and in a test.
 */
@NullMarked
package argine.detect;

import org.jspecify.annotations.NullMarked;
