/**
 * How servers keep passwords, and how a candidate is compared with what is kept.
 *
 * <p>Begin at {@link argine.audit.scheme.Schemes}, the list. Every scheme turns what is kept into a
 * {@link argine.audit.scheme.Check}. Whatever native library the host has is used where it is
 * faster, and nothing depends on it.
 */
@NullMarked
package argine.audit.scheme;

import org.jspecify.annotations.NullMarked;
