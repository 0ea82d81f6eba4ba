// SPDX-License-Identifier: Apache-2.0
/**
 * IceWarp's administration over HTTP ({@code /icewarpapi/}): who has an account.
 *
 * <p>Begin at {@link argine.server.icewarp.rpc.RpcAccounts}.
 */
@NullMarked
package argine.server.icewarp.rpc;

import org.jspecify.annotations.NullMarked;
