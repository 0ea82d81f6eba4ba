/**
 * The socket on which administrators speak to the running guard: JSON over HTTP over a UNIX socket,
 * which tells who is at its other end.
 *
 * <p>Begin at {@link argine.guard.wire.control.ControlProtocol}; what can be asked is the list in
 * {@link argine.guard.wire.control.ControlDesk}.
 */
@NullMarked
package argine.guard.wire.control;

import org.jspecify.annotations.NullMarked;
