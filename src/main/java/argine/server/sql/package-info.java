/**
 * Accounts that are kept in a database.
 *
 * <p>Begin at {@link argine.server.sql.SqlAccounts}. Which statements are asked stands in a file of
 * the administrator's, {@link argine.server.sql.SqlConfig}; for programs that many use they are
 * known already, {@link argine.server.sql.SqlPreset}.
 */
@NullMarked
package argine.server.sql;

import org.jspecify.annotations.NullMarked;
