/**
 * Postfix, seen from outside: its log lines, its queue files, its {@code main.cf}.
 *
 * <p>Begin at {@link argine.server.postfix.PostfixLines} for the log and at {@link
 * argine.server.postfix.PostfixQueue} for the queue. Written against Postfix 3.7; source of each
 * line form: the daemons themselves, recorded in the corpus.
 */
@NullMarked
package argine.server.postfix;

import org.jspecify.annotations.NullMarked;
