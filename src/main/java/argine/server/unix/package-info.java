/**
 * The accounts of the host itself, as mail servers without a directory of their own use them.
 *
 * <p>Begin at {@link argine.server.unix.ShadowFile}. It only reads.
 */
@NullMarked
package argine.server.unix;

import org.jspecify.annotations.NullMarked;
