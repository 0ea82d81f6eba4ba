/**
 * How the present is shown: as text, as JSON, as a line for monitoring, and as a live screen.
 *
 * <p>Begin at {@link argine.cli.now.TextSight}. All are made from the same {@link
 * argine.detect.check.Answer}; what strangers wrote is cleaned here before it is shown.
 */
@NullMarked
package argine.cli.now;

import org.jspecify.annotations.NullMarked;
