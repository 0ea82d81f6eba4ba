/**
 * From which networks a domain sends, by the SPF record that it has in the DNS (RFC 7208).
 *
 * <p>Begin at {@link argine.guard.spf.SpfPasses}, which remembers and asks beside all decisions;
 * {@link argine.guard.spf.SpfExpansion} reads a domain's record and those that it includes, {@link
 * argine.guard.spf.SpfRecord} knows how one is written. Records are written by strangers who want
 * to be let in: what is wrong, too much or not to be known passes nobody.
 */
@NullMarked
package argine.guard.spf;

import org.jspecify.annotations.NullMarked;
