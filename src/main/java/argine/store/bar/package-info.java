/**
 * Which addresses are barred, and from which logins strangers are kept; each until a time.
 *
 * <p>Begin at {@link argine.store.bar.Bars}.
 */
@NullMarked
package argine.store.bar;

import org.jspecify.annotations.NullMarked;
