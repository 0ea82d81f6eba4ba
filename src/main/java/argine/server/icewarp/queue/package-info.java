/**
 * IceWarp's queue: folders of files whose layout nobody documents.
 *
 * <p>Begin at {@link argine.server.icewarp.queue.IcewarpQueue}. {@link
 * argine.server.icewarp.queue.QueueText} reads what the server noted in front of a message, {@link
 * argine.server.icewarp.queue.TraceLine} the line that it put on top. What stands below comes from
 * whoever sent the message, and counts for nothing.
 */
@NullMarked
package argine.server.icewarp.queue;

import org.jspecify.annotations.NullMarked;
