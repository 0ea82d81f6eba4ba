/**
 * A question in one line, an answer in one line: for Exim's {@code readsocket} and for scripts.
 *
 * <p>Begin at {@link argine.guard.wire.line.LineProtocol}.
 */
@NullMarked
package argine.guard.wire.line;

import org.jspecify.annotations.NullMarked;
