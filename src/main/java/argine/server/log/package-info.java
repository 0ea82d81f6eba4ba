/**
 * Log files and the journal, read once from their start: found, unpacked, cut into pieces, and read
 * line by line by the readers that a product brings.
 *
 * <p>Begin at {@link argine.server.log.FileLog} for the way of a line, and at {@link
 * argine.server.log.Entry} for what a reader of lines has in its hands. Nothing in here knows a
 * product.
 */
@NullMarked
package argine.server.log;

import org.jspecify.annotations.NullMarked;
