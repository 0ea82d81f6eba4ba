// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;

/** Who administers a server, as something other than its accounts' own store tells. */
public interface Administrators {

    /** By what they are known, for example {@code postmaster's mail goes there}. */
    String how();

    /**
     * Whether whoever is told is one for certain. The last of those who are only supposed to be is
     * named, not spared: his account may be the very one that was stolen.
     */
    default boolean isCertain() {
        return true;
    }

    /**
     * Those who would administer beside an account, itself among them if it does; none if untold.
     */
    List<String> around(String account) throws IOException;

    /** Those whom an administrator named. */
    record Named(List<String> names) implements Administrators {
        public Named {
            names = List.copyOf(names);
        }

        @Override
        public String how() {
            return "as you named them";
        }

        @Override
        public List<String> around(String account) {
            return names;
        }
    }
}
