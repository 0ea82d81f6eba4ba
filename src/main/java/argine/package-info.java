/**
 * The hall: every door opens from here, and nothing else happens here.
 *
 * <p>Begin at {@link argine.Main}. The rooms, and who may enter which, are in ARCHITECTURE.md;
 * {@code HouseTest} guards the doors.
 */
@NullMarked
package argine;

import org.jspecify.annotations.NullMarked;
