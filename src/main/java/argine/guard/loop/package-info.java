/**
 * What is done about an account that somebody else seems to use: people are told, once and again
 * when something changes, and the account is stopped where the evidence is enough and that is
 * wanted.
 *
 * <p>Begin at {@link argine.guard.loop.Loop}. It knows no log and no mail server: incidents are
 * handed in, and what ends sessions is handed in too.
 */
@NullMarked
package argine.guard.loop;

import org.jspecify.annotations.NullMarked;
