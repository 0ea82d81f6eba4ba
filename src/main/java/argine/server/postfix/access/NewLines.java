// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import java.io.IOException;
import java.util.function.Consumer;

/** What a log has got since it was last read, line by line; at first its end. */
interface NewLines {
    /** Where there is no log. */
    NewLines NONE = _ -> {};

    void readOn(Consumer<String> taker) throws IOException;
}
