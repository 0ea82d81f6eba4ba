/**
 * IceWarp Server, formerly Merak.
 *
 * <p>Accounts: begin at {@link argine.server.icewarp.AccountExport}.
 */
@NullMarked
package argine.server.icewarp;

import org.jspecify.annotations.NullMarked;
