/**
 * What each account, domain and network has used of its limits lately.
 *
 * <p>Begin at {@link argine.store.count.Counters}: a decision takes all its {@link
 * argine.store.count.Charge}s or none. {@link argine.store.count.EmbeddedCounters} keeps them in
 * memory, and in files so that a crash costs at most what was counted since the last flush. Nothing
 * in here knows what is counted, or why.
 */
@NullMarked
package argine.store.count;

import org.jspecify.annotations.NullMarked;
