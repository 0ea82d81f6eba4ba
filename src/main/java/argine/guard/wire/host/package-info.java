/**
 * What the daemon has to do with the system it runs on: systemd's notifications, signals, the
 * resolver.
 *
 * <p>On a system without them everything works, and nobody is told.
 */
@NullMarked
package argine.guard.wire.host;

import org.jspecify.annotations.NullMarked;
