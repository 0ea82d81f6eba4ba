/**
 * IceWarp Server (earlier: Merak): where its logs, its queue, its settings and its accounts lie.
 *
 * <p>Begin at {@link argine.server.icewarp.Installation}. The rooms below read: {@code session} the
 * logs, {@code queue} the queue files, {@code held} what was taken out of the queue; only {@code
 * queue} knows {@code session}. What of the formats is certain and what is read tolerantly, {@code
 * docs/icewarp.md} says.
 */
@NullMarked
package argine.server.icewarp;

import org.jspecify.annotations.NullMarked;
