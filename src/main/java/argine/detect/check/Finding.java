// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/**
 * What one check says: how it turned out, its number, what that usually is, and a sentence.
 *
 * <p>The sentence may quote names that strangers chose; whoever prints it must clean it.
 */
public record Finding(
        String check,
        State state,
        Optional<Long> value,
        Optional<Usual> usual,
        Limit limit,
        String says) {}
