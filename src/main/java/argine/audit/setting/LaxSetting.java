// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.server.Configuration;
import java.util.Optional;

/** One setting of a mail server that may be lax. */
interface LaxSetting {

    /** What is lax about it here, if anything is. */
    Optional<Finding> look(Configuration configuration);
}
