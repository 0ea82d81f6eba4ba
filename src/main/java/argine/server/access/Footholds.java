// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;

/** Looks for what a thief may have left behind in an account. */
public interface Footholds {
    List<Foothold> of(String account) throws IOException;
}
