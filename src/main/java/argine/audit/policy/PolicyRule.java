// SPDX-License-Identifier: Apache-2.0
package argine.audit.policy;

import argine.audit.policy.PolicyRules.Question;
import java.io.IOException;
import java.util.Optional;

/** One thing that a policy can ask of a password. */
interface PolicyRule {

    /**
     * What is wrong with it and what to do, in words that never quote it; nothing if it is well.
     */
    Optional<String> problem(Question question) throws IOException;
}
