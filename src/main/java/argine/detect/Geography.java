// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.ClientAddress;
import java.util.OptionalDouble;

/** Where addresses are, as far as the administrator's own database tells; nothing without one. */
public interface Geography {

    /** Knows no place. */
    Geography NOWHERE =
            new Geography() {
                @Override
                public String country(ClientAddress address) {
                    return "";
                }

                @Override
                public String organisation(ClientAddress address) {
                    return "";
                }

                @Override
                public OptionalDouble kilometres(ClientAddress from, ClientAddress to) {
                    return OptionalDouble.empty();
                }
            };

    /** ISO 3166 code, or empty. */
    String country(ClientAddress address);

    /**
     * Number and name of the autonomous system, such as {@code AS64500 Example Hosting}, or empty.
     */
    String organisation(ClientAddress address);

    /** The distance between two addresses, where both places are known. */
    OptionalDouble kilometres(ClientAddress from, ClientAddress to);
}
