/**
 * TLS for the doors: a certificate and its key from files, and a channel that speaks with them.
 *
 * <p>Begin at {@link argine.guard.wire.tls.TlsFiles}. What is said over it nobody here knows.
 */
@NullMarked
package argine.guard.wire.tls;

import org.jspecify.annotations.NullMarked;
