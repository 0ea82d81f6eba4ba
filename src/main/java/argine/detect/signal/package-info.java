/**
 * One class for each thing that is unusual about a stolen account.
 *
 * <p>Begin at {@link argine.detect.signal.Signals}, the list. A new signal is one class and one
 * line there; its evidence goes into the corpus.
 */
@NullMarked
package argine.detect.signal;

import org.jspecify.annotations.NullMarked;
