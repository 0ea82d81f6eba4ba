/**
 * The commands that look for who is next: {@code argine audit passwords}, {@code argine audit
 * settings} and {@code argine password check}.
 *
 * <p>Begin at {@link argine.cli.audit.AuditPasswords}. What is found is found in the room {@code
 * argine.audit}.
 */
@NullMarked
package argine.cli.audit;

import org.jspecify.annotations.NullMarked;
