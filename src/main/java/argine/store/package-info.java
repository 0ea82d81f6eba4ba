/**
 * What is remembered from one run to the next: what Argine did, and the way back.
 *
 * <p>Begin at {@link argine.store.Store}, the folder, then {@link argine.store.Journal}, one file
 * in it for each {@link argine.store.ReceiptId}, whose lines are {@link argine.store.Act}s. Nothing
 * in here knows a mail server or what its lines mean.
 */
@NullMarked
package argine.store;

import org.jspecify.annotations.NullMarked;
