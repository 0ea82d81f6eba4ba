/**
 * IceWarp Server (earlier: Merak): its session logs, its queue files, its accounts.
 *
 * <p>Begin at {@link argine.server.icewarp.Dialogues}: it joins the lines of many sessions that are
 * written into one another, and says what each session did. {@link
 * argine.server.icewarp.IcewarpQueue} reads the queue, {@link argine.server.icewarp.AccountExport}
 * the accounts. What of the formats is certain and what is read tolerantly, {@code docs/icewarp.md}
 * says. A password that passes by is overwritten at once.
 */
@NullMarked
package argine.server.icewarp;

import org.jspecify.annotations.NullMarked;
