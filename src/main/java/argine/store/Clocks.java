// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks a daemon needs: what time it is, and how much of it has gone by.
 *
 * <p>Administrators, NTP and suspended machines set the first one back and forth. The second only
 * ever goes forward, and nothing that is counted looks at any other.
 *
 * @param nanos never goes back while the process lives, as {@link System#nanoTime} does
 */
public record Clocks(InstantSource wall, LongSupplier nanos) {}
