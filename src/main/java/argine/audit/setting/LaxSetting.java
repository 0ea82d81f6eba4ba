// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.server.Configuration;
import java.util.stream.Stream;

/** One setting of a mail server that may be lax. */
interface LaxSetting {

    /** What is lax about it here: nothing, or a finding for each service that is concerned. */
    Stream<Finding> look(Configuration configuration);
}
