// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;

/** Where a mail server takes logins now; it is asked when the doors are tried. */
public interface Doors {
    List<Door> all() throws IOException;
}
