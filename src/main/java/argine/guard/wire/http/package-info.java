/**
 * HTTP/1.1, as much of it as the guard is asked in: Dovecot's auth policy, and questions in JSON
 * from scripts and other mail servers.
 *
 * <p>Begin at {@link argine.guard.wire.http.HttpProtocol}. Its routes are one list in {@link
 * argine.guard.wire.http.Route}.
 */
@NullMarked
package argine.guard.wire.http;

import org.jspecify.annotations.NullMarked;
