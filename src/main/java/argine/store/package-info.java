/**
 * What is remembered from one run to the next: what Argine did and the way back, and the figures of
 * earlier looks.
 *
 * <p>Begin at {@link argine.store.Store}, the folder, then {@link argine.store.Journal}, one file
 * in it for each {@link argine.store.ReceiptId}, whose lines are {@link argine.store.Act}s; and at
 * {@link argine.store.History}, figures of the server at earlier times, so that "growing" means
 * something. Whatever is written here survives a crash at any moment, and nothing that is read back
 * is trusted. Nothing in here knows a mail server or what its lines mean.
 */
@NullMarked
package argine.store;

import org.jspecify.annotations.NullMarked;
