/**
 * {@code argine sweep} as it is typed and as it is read.
 *
 * <p>Begin at {@link argine.cli.sweep.Sweep}. It chooses by the room {@code argine.sweep} and shows
 * the plan, the campaigns and what is held.
 */
@NullMarked
package argine.cli.sweep;

import org.jspecify.annotations.NullMarked;
