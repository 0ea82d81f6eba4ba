/**
 * What is remembered from one run to the next, in small files of its own.
 *
 * <p>Begin at {@link argine.store.History}: figures of the server at earlier times, so that
 * "growing" means something. Whatever is written here survives a crash at any moment: lines carry a
 * checksum, a line that was cut off is set aside, and nothing that is read back is trusted. The
 * room knows no mail server and no rule; it keeps what it is given.
 */
@NullMarked
package argine.store;

import org.jspecify.annotations.NullMarked;
