/**
 * Settings that help a thief: one entry for each, with what makes it lax and what is safe.
 *
 * <p>Begin at {@link argine.audit.setting.LaxSettings}, the list. It judges text that was read from
 * files or from the servers' own programs; it changes nothing.
 */
@NullMarked
package argine.audit.setting;

import org.jspecify.annotations.NullMarked;
